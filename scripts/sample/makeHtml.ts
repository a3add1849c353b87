import type { Layout, Piece } from './readText.ts';

/** A plain intranet page. */
export function makeHtml(pieces: readonly Piece[], layout: Layout): string {
  const title = pieces[0]?.kind === 'heading' ? escape(pieces[0].text) : '';
  const body = pieces.map((piece, index) => element(piece, pieces[index - 1], pieces[index + 1])).join('\n');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title></head>
<body>
<nav><a href="/">Intranet</a> <a href="/care">Care</a></nav>
<main>
${body}
</main>
<footer>Contoso Mobile &amp; Broadband, internal · ${escape(layout.number)}</footer>
</body>
</html>
`;
}

function element(piece: Piece, before: Piece | undefined, after: Piece | undefined): string {
  switch (piece.kind) {
    case 'heading':
      return `<h${piece.level}>${escape(piece.text)}</h${piece.level}>`;
    case 'step':
    case 'bullet': {
      const list = piece.kind === 'step' ? 'ol' : 'ul';
      const open = before?.kind === piece.kind ? '' : `<${list}>`;
      return `${open}<li>${escape(piece.text)}</li>${after?.kind === piece.kind ? '' : `</${list}>`}`;
    }
    case 'table': {
      const row = (cells: string[], tag: string): string =>
        `<tr>${cells.map((cell) => `<${tag}>${escape(cell)}</${tag}>`).join('')}</tr>`;
      const header = piece.header.map((cells) => row(cells, 'th')).join('');
      return `<table><thead>${header}</thead><tbody>${piece.rows.map((cells) => row(cells, 'td')).join('\n')}</tbody></table>`;
    }
    case 'note':
      return `<p class="note"><small>${escape(piece.text)}</small></p>`;
    case 'quote':
      return `<blockquote>${escape(piece.text)}</blockquote>`;
    case 'paragraph':
    case 'notes':
      return `<p>${escape(piece.text)}</p>`;
  }
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
