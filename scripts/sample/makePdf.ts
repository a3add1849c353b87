import PDFDocument from 'pdfkit';
import type { Piece } from './readText.ts';

const MARGIN = 56;
const PAGE_WIDTH = 595;
const PADDING = 4;

/** A PDF with running header and page numbers; each main section starts on a page of its own when little room is left. */
export async function makePdf(pieces: readonly Piece[]): Promise<Buffer> {
  const title = pieces[0]?.kind === 'heading' ? pieces[0].text : '';
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: 72, bottom: 64, left: MARGIN, right: MARGIN },
    bufferPages: true,
    info: { Title: title, Author: 'Contoso Mobile & Broadband', CreationDate: new Date('2026-03-01T00:00:00Z') },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve) => document.on('end', () => resolve()));
  for (const piece of pieces) draw(document, piece);
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page);
    const { bottom } = document.page.margins;
    document.page.margins.bottom = 0;
    document.font('Helvetica').fontSize(8).fillColor('#666666');
    document.text(`Contoso Mobile & Broadband · ${title}`, MARGIN, 36, { lineBreak: false });
    document.text(`Page ${page + 1} of ${count}`, MARGIN, 800, { lineBreak: false });
    document.page.margins.bottom = bottom;
  }
  document.end();
  await done;
  return Buffer.concat(chunks);
}

function draw(document: PDFKit.PDFDocument, piece: Piece): void {
  switch (piece.kind) {
    case 'heading':
      if (piece.level > 1 && document.y > 620) document.addPage();
      document.moveDown(piece.level === 1 ? 0 : 0.8);
      document
        .font('Helvetica-Bold')
        .fontSize(piece.level === 1 ? 20 : 13)
        .fillColor('#1f2a6b');
      document.text(piece.text, MARGIN);
      document.moveDown(0.3);
      return;
    case 'table':
      drawTable(document, piece);
      return;
    case 'step':
      return paragraph(document, `${piece.number}. ${piece.text}`, 14);
    case 'bullet':
      return paragraph(document, `• ${piece.text}`, 14);
    case 'paragraph':
    case 'notes':
      return paragraph(document, piece.text, 0);
  }
}

function paragraph(document: PDFKit.PDFDocument, text: string, indent: number): void {
  document.font('Helvetica').fontSize(10.5).fillColor('#000000');
  document.text(text, MARGIN + indent, undefined, { width: PAGE_WIDTH - 2 * MARGIN - indent, lineGap: 2 });
  document.moveDown(0.35);
}

function drawTable(document: PDFKit.PDFDocument, table: Extract<Piece, { kind: 'table' }>): void {
  const rows = [...table.header, ...table.rows];
  const columns = Math.max(...rows.map((row) => row.length));
  const width = (PAGE_WIDTH - 2 * MARGIN) / columns;
  for (const [index, row] of rows.entries()) {
    const isHeader = index < table.header.length;
    document
      .font(isHeader ? 'Helvetica-Bold' : 'Helvetica')
      .fontSize(9)
      .fillColor('#000000');
    const height =
      Math.max(...row.map((cell) => document.heightOfString(cell, { width: width - 2 * PADDING }))) + 2 * PADDING;
    if (document.y + height > 770) document.addPage();
    const top = document.y;
    for (const [column, cell] of row.entries()) {
      const left = MARGIN + column * width;
      if (isHeader) document.rect(left, top, width, height).fillAndStroke('#e6e8f5', '#888888');
      else document.rect(left, top, width, height).stroke('#888888');
      document.fillColor('#000000').text(cell, left + PADDING, top + PADDING, { width: width - 2 * PADDING });
    }
    document.y = top + height;
    document.x = MARGIN;
  }
  document.moveDown(0.6);
}
