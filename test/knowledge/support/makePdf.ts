import { once } from 'node:events';
import { crc32, deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';

type Draw = (pdf: PDFKit.PDFDocument) => void;

/** A PDF with one page per drawing, A4 with margins of 50 points, letters of 10 points. */
export async function makePdf(
  draw: Draw | readonly Draw[],
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: 'A4', margin: 50, autoFirstPage: false, ...options });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const pages: readonly Draw[] = typeof draw === 'function' ? [draw] : draw;
  for (const drawPage of pages) {
    pdf.addPage();
    pdf.font('Helvetica').fontSize(10);
    drawPage(pdf);
  }
  const ended = once(pdf, 'end');
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

export function heading(pdf: PDFKit.PDFDocument, text: string, size = 16): void {
  pdf.font('Helvetica-Bold').fontSize(size).text(text).moveDown(0.5).font('Helvetica').fontSize(10);
}

interface TableLook {
  /** Which lines are drawn. */
  lines?: 'all' | 'none' | 'rows' | 'header';
  widths?: readonly number[];
  /** Top edge; below the last text unless given. */
  top?: number;
}

/** A table with 18 points per row; its cells do not wrap. */
export function table(pdf: PDFKit.PDFDocument, rows: readonly (readonly string[])[], look: TableLook = {}): void {
  const { lines = 'all', top = pdf.y } = look;
  const widths = look.widths ?? (rows[0] ?? []).map(() => 90);
  const height = 18;
  const right = 50 + widths.reduce((sum, width) => sum + width, 0);
  rows.forEach((row, rowIndex) => {
    const y = top + rowIndex * height;
    row.forEach((cell, column) => pdf.text(cell, leftOf(widths, column) + 4, y + 5, { lineBreak: false }));
    const isHeaderEdge = rowIndex < 2;
    if (lines === 'all' || lines === 'rows' || (lines === 'header' && isHeaderEdge))
      pdf.moveTo(50, y).lineTo(right, y).stroke();
  });
  const bottom = top + rows.length * height;
  if (lines !== 'none') pdf.moveTo(50, bottom).lineTo(right, bottom).stroke();
  if (lines === 'all') {
    for (let column = 0; column <= widths.length; column++) {
      pdf.moveTo(leftOf(widths, column), top).lineTo(leftOf(widths, column), bottom).stroke();
    }
  }
  pdf.x = 50;
  pdf.y = bottom + 12;
}

function leftOf(widths: readonly number[], column: number): number {
  return 50 + widths.slice(0, column).reduce((sum, width) => sum + width, 0);
}

/** A grey picture of four pixels. */
export function makePng(): Buffer {
  const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0]);
  const chunk = (type: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const pixels = deflateSync(Buffer.from([0, 128, 128, 0, 128, 128]));
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}
