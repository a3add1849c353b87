/** One piece of a sample text. */
export type Piece =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'bullet'; text: string }
  | { kind: 'step'; number: number; text: string }
  | { kind: 'table'; header: string[][]; rows: string[][] }
  /** Small print: a note under a table or a footnote. */
  | { kind: 'note'; text: string }
  | { kind: 'quote'; text: string }
  /** What a speaker says to a slide. */
  | { kind: 'notes'; text: string };

/** How a sample text wants to be set. */
export interface Layout {
  /** Document number and version, as in "CMB-POL-014 v3.1"; shown at the edge of each page. */
  number: string;
  columns: 1 | 2;
  /** A manual has a cover, a table of contents, and each chapter on a page of its own. */
  isManual: boolean;
}

/** Reads the small Markdown that sample texts are written in: headings, lists, tables, quotes and "Notes:" lines. */
export function readText(text: string): Piece[] {
  const pieces: Piece[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]?.trim() ?? '';
    if (line.startsWith('|')) {
      const end = lines.findIndex((other, index) => index > at && !other.trim().startsWith('|'));
      pieces.push(tableOf(lines.slice(at, end === -1 ? undefined : end)));
      at = (end === -1 ? lines.length : end) - 1;
    } else if (line !== '' && !line.startsWith('<!--')) pieces.push(pieceOf(line));
  }
  return pieces;
}

/** Reads the comment lines that say how a text is set: `<!-- number: … -->`, `<!-- manual -->`, `<!-- columns: 2 -->`. */
export function layoutOf(text: string): Layout {
  return {
    number: /^<!-- number: (.*) -->$/m.exec(text)?.[1] ?? '',
    columns: /^<!-- columns: 2 -->$/m.test(text) ? 2 : 1,
    isManual: /^<!-- manual -->$/m.test(text),
  };
}

function pieceOf(line: string): Piece {
  const heading = /^(#+) (.*)$/.exec(line);
  if (heading) return { kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' };
  const step = /^(\d+)\. (.*)$/.exec(line);
  if (step) return { kind: 'step', number: Number(step[1]), text: step[2] ?? '' };
  if (line.startsWith('- ')) return { kind: 'bullet', text: line.slice(2) };
  if (line.startsWith('> ')) return { kind: 'quote', text: line.slice(2) };
  if (line.startsWith('Notes: ')) return { kind: 'notes', text: line.slice(7) };
  if (/^(Note: |[¹²³])/.test(line)) return { kind: 'note', text: line };
  return { kind: 'paragraph', text: line };
}

function tableOf(lines: readonly string[]): Piece {
  const rows = lines.map((line) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim()),
  );
  const ruler = rows.findIndex((row) => row.every((cell) => /^-+$/.test(cell)));
  return { kind: 'table', header: rows.slice(0, ruler), rows: rows.slice(ruler + 1) };
}
