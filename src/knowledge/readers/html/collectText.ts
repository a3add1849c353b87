import type { Block } from '../../../domain/block.ts';
import { cleanText, countWords } from '../cleanText.ts';

/** Level of a short bold line that stands for a heading without being marked as one. */
export const LABEL_HEADING_LEVEL = 7;

/** Gathers running text until the paragraph ends. */
export interface TextCollector {
  add(text: string): void;
  breakLine(): void;
  /** Line ends of the text count until the next flush. */
  keepLines(): void;
  startBold(): void;
  endBold(): void;
  /** Ends the paragraph, or the heading when a level is given. */
  flush(heading?: { headingLevel: number }): void;
}

/** A collector that appends to these blocks. */
export function startText(blocks: Block[]): TextCollector {
  let text = '';
  let boldDepth = 0;
  let plainLetters = 0;
  let keepsLines = false;
  return {
    add(piece) {
      text += keepsLines ? piece : piece.replace(/\s+/g, ' ');
      if (boldDepth === 0) plainLetters += piece.trim().length;
    },
    breakLine: () => void (text += '\n'),
    keepLines: () => void (keepsLines = true),
    startBold: () => void boldDepth++,
    endBold: () => void boldDepth--,
    flush(heading) {
      const lines = joinSoftBreaks(text.split('\n').map(cleanText));
      const isBold = plainLetters === 0;
      text = '';
      plainLetters = 0;
      keepsLines = false;
      if (heading !== undefined) blocks.push(...headingBlock(heading.headingLevel, lines.join(' ')));
      else if (isBold && lines.length === 1 && isLabel(lines[0] ?? ''))
        blocks.push(...headingBlock(LABEL_HEADING_LEVEL, lines[0] ?? ''));
      else for (const line of lines) blocks.push({ kind: 'paragraph', text: line });
    },
  };
}

function headingBlock(level: number, text: string): Block[] {
  return text === '' ? [] : [{ kind: 'heading', level, text: text.replace(/\s*:$/, '') }];
}

/** True for words that name what follows rather than say something. */
export function isLabel(text: string): boolean {
  return countWords(text) <= 10 && !/[.;,!]$/.test(text) && /\p{L}/u.test(text);
}

/** A line break inside a sentence is typing, one after it a new paragraph. */
function joinSoftBreaks(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (line === '') continue;
    if (last !== undefined && !/[.!?:;]$/.test(last) && /^\p{Ll}/u.test(line))
      joined[joined.length - 1] = `${last} ${line}`;
    else joined.push(line);
  }
  return joined;
}
