import {
  Document,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Piece } from './readText.ts';

/** A Word document with true heading styles, numbered lists and tables. */
export async function makeDocx(pieces: readonly Piece[]): Promise<Buffer> {
  let list = 0;
  const children = pieces.flatMap((piece, index) => {
    if (piece.kind === 'step' && pieces[index - 1]?.kind !== 'step') list += 1;
    return block(piece, list);
  });
  const document = new Document({
    creator: 'Contoso Mobile & Broadband',
    numbering: {
      config: [{ reference: 'steps', levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.' }] }],
    },
    sections: [{ children }],
  });
  return Packer.toBuffer(document);
}

function block(piece: Piece, list: number): (Paragraph | Table)[] {
  switch (piece.kind) {
    case 'heading':
      return [
        new Paragraph({
          text: piece.text,
          heading: piece.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
        }),
      ];
    case 'step':
      return [new Paragraph({ text: piece.text, numbering: { reference: 'steps', level: 0, instance: list } })];
    case 'bullet':
      return [new Paragraph({ text: piece.text, bullet: { level: 0 } })];
    case 'table':
      return [table(piece), new Paragraph('')];
    case 'paragraph':
    case 'notes':
      return [new Paragraph(piece.text)];
  }
}

function table({ header, rows }: Extract<Piece, { kind: 'table' }>): Table {
  const row = (cells: string[], isHeader: boolean): TableRow =>
    new TableRow({
      tableHeader: isHeader,
      children: cells.map(
        (text) => new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, bold: isHeader })] })] }),
      ),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [...header.map((cells) => row(cells, true)), ...rows.map((cells) => row(cells, false))],
  });
}
