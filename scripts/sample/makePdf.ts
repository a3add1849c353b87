import PDFDocument from 'pdfkit';
import type { Layout, Piece } from './readText.ts';

type Table = Extract<Piece, { kind: 'table' }>;

/** Where the next piece goes: a page has one or two columns. */
interface Flow {
  document: PDFKit.PDFDocument;
  columns: number;
  column: number;
  width: number;
}

interface Chapter {
  title: string;
  page: number;
}

const MARGIN = 56;
const GUTTER = 24;
const PAGE_WIDTH = 595;
const TOP = 72;
const BOTTOM = 770;
const PADDING = 4;
const INDENT = 14;
const BLUE = '#1f2a6b';

/** A PDF with running header and page numbers, in one or two columns; a manual also has a cover and a contents page. */
export async function makePdf(pieces: readonly Piece[], layout: Layout): Promise<Buffer> {
  const title = pieces[0]?.kind === 'heading' ? pieces[0].text : '';
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: TOP, bottom: 0, left: MARGIN, right: MARGIN },
    bufferPages: true,
    info: { Title: title, Author: 'Contoso Mobile & Broadband', CreationDate: new Date('2026-11-02T08:00:00Z') },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve) => document.on('end', () => resolve()));
  const width = (PAGE_WIDTH - 2 * MARGIN - GUTTER * (layout.columns - 1)) / layout.columns;
  drawPieces({ document, columns: layout.columns, column: 0, width }, pieces, layout);
  drawEdges(document, title, layout.number);
  document.end();
  await done;
  return Buffer.concat(chunks);
}

function drawPieces(flow: Flow, pieces: readonly Piece[], layout: Layout): void {
  const { document } = flow;
  const chapters: Chapter[] = [];
  if (layout.isManual) drawCover(document, layout.number);
  for (const piece of pieces) {
    if (layout.isManual && piece.kind === 'heading' && piece.level === 2) {
      if (chapters.length === 0) document.addPage();
      document.addPage();
      chapters.push({ title: piece.text, page: document.bufferedPageRange().count });
    }
    draw(flow, piece);
  }
  if (layout.isManual) drawContents(document, chapters);
}

function drawCover(document: PDFKit.PDFDocument, number: string): void {
  document.font('Helvetica').fontSize(12).fillColor('#444444');
  document.text('Contoso Mobile & Broadband', MARGIN, 220);
  document.text(`Agent manual · ${number}`);
  document.moveDown(2);
}

function drawContents(document: PDFKit.PDFDocument, chapters: readonly Chapter[]): void {
  document.switchToPage(1);
  document.font('Helvetica-Bold').fontSize(15).fillColor(BLUE).text('Contents', MARGIN, TOP);
  document.font('Helvetica').fontSize(11).fillColor('#000000');
  let y = 110;
  for (const { title, page } of chapters) {
    document.text(title, MARGIN, y, { lineBreak: false });
    document.text(String(page), MARGIN, y, { width: PAGE_WIDTH - 2 * MARGIN, align: 'right' });
    y += 22;
  }
}

function drawEdges(document: PDFKit.PDFDocument, title: string, number: string): void {
  const { count } = document.bufferedPageRange();
  const width = PAGE_WIDTH - 2 * MARGIN;
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page);
    document.font('Helvetica').fontSize(8).fillColor('#666666');
    document.text(`Contoso Mobile & Broadband · ${title}`, MARGIN, 36, { lineBreak: false });
    document.text(number, MARGIN, 36, { width, align: 'right' });
    document.text('Internal – do not forward to customers', MARGIN, 800, { lineBreak: false });
    document.text(`Page ${page + 1} of ${count}`, MARGIN, 800, { width, align: 'right' });
  }
}

function draw(flow: Flow, piece: Piece): void {
  switch (piece.kind) {
    case 'heading':
      return drawHeading(flow, piece.text, piece.level);
    case 'table':
      return drawTable(flow, piece);
    case 'step':
      return drawText(flow, `${piece.number}. ${piece.text}`, { indent: INDENT });
    case 'bullet':
      return drawText(flow, `• ${piece.text}`, { indent: INDENT });
    case 'note':
      return drawText(flow, piece.text, { size: 8.5 });
    case 'quote':
      return drawText(flow, piece.text, { indent: 2 * INDENT, font: 'Courier' });
    case 'paragraph':
    case 'notes':
      return drawText(flow, piece.text, {});
  }
}

/** Goes to the next column or page when the piece would run over the bottom. */
function makeRoom(flow: Flow, height: number): void {
  const { document } = flow;
  if (document.y + height <= BOTTOM) return;
  flow.column = (flow.column + 1) % flow.columns;
  if (flow.column === 0) document.addPage();
  document.y = TOP;
}

function leftOf(flow: Flow): number {
  return MARGIN + flow.column * (flow.width + GUTTER);
}

function drawHeading(flow: Flow, text: string, level: number): void {
  const size = [20, 13.5, 11][level - 1] ?? 11;
  flow.document.moveDown(level === 1 ? 0 : 0.7);
  flow.document.font('Helvetica-Bold').fontSize(size).fillColor(BLUE);
  // A heading alone at the bottom of a page would lose its text.
  makeRoom(flow, flow.document.heightOfString(text, { width: flow.width }) + 70);
  flow.document.text(text, leftOf(flow), undefined, { width: flow.width });
  flow.document.moveDown(0.3);
}

function drawText(flow: Flow, text: string, style: { indent?: number; size?: number; font?: string }): void {
  const { document } = flow;
  const indent = style.indent ?? 0;
  const options = { width: flow.width - indent, lineGap: 2 };
  document
    .font(style.font ?? 'Helvetica')
    .fontSize(style.size ?? (flow.columns === 2 ? 9.5 : 10.5))
    .fillColor('#000000');
  makeRoom(flow, document.heightOfString(text, options));
  document.text(text, leftOf(flow) + indent, undefined, options);
  document.moveDown(0.4);
}

function drawTable(flow: Flow, table: Table): void {
  const widths = columnWidths(flow, table);
  for (const row of table.header) drawRow(flow, row, { widths, isHeader: true });
  for (const row of table.rows) {
    if (flow.document.y + rowHeight(flow, row, { widths, isHeader: false }) > BOTTOM) {
      makeRoom(flow, BOTTOM);
      for (const header of table.header) drawRow(flow, header, { widths, isHeader: true });
    }
    drawRow(flow, row, { widths, isHeader: false });
  }
  flow.document.moveDown(0.6);
}

/** Columns share the width by their longest cell, with a floor so that short ones do not break inside a word. */
function columnWidths(flow: Flow, table: Table): number[] {
  const rows = [...table.header, ...table.rows];
  const count = Math.max(...rows.map((row) => row.length));
  const weights = Array.from({ length: count }, (_, column) => {
    const longest = Math.max(...rows.map((row) => row[column]?.length ?? 0));
    return Math.min(Math.max(longest, 12), 36);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (weight / total) * flow.width);
}

interface RowStyle {
  widths: readonly number[];
  isHeader: boolean;
}

function rowHeight(flow: Flow, row: readonly string[], { widths, isHeader }: RowStyle): number {
  flow.document.font(isHeader ? 'Helvetica-Bold' : 'Helvetica').fontSize(flow.columns === 2 ? 8 : 9);
  const heights = row.map((cell, column) =>
    flow.document.heightOfString(cell || ' ', { width: (widths[column] ?? 0) - 2 * PADDING }),
  );
  return Math.max(...heights) + 2 * PADDING;
}

function drawRow(flow: Flow, row: readonly string[], style: RowStyle): void {
  const { document } = flow;
  const height = rowHeight(flow, row, style);
  makeRoom(flow, style.isHeader ? height + 40 : height);
  const top = document.y;
  let left = leftOf(flow);
  for (const [column, cell] of row.entries()) {
    const width = style.widths[column] ?? 0;
    document.lineWidth(0.6).rect(left, top, width, height);
    if (style.isHeader) document.fillAndStroke('#e6e8f5', '#888888');
    else document.stroke('#888888');
    document.fillColor('#000000').text(cell, left + PADDING, top + PADDING, { width: width - 2 * PADDING });
    left += width;
  }
  document.x = leftOf(flow);
  document.y = top + height;
}
