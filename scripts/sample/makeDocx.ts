import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Layout, Piece } from './readText.ts';

const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3];
const SMALL_HALF_POINTS = 17;

/** A Word document with true heading styles, numbered lists, tables, and a running header and footer. */
export async function makeDocx(pieces: readonly Piece[], layout: Layout): Promise<Buffer> {
  const title = pieces[0]?.kind === 'heading' ? pieces[0].text : '';
  let list = 0;
  const children = pieces.flatMap((piece, index) => {
    if (piece.kind === 'step' && pieces[index - 1]?.kind !== 'step') list += 1;
    return block(piece, list);
  });
  const document = new Document({
    title,
    creator: 'Contoso Mobile & Broadband',
    numbering: {
      config: [
        {
          reference: 'steps',
          levels: [
            {
              level: 0,
              format: LevelFormat.DECIMAL,
              text: '%1.',
              style: { paragraph: { indent: { left: 567, hanging: 397 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        headers: { default: new Header({ children: [small(`Contoso Mobile & Broadband · ${title}`)] }) },
        footers: { default: new Footer({ children: [pageFooter(layout.number)] }) },
        children,
      },
    ],
  });
  return Packer.toBuffer(document);
}

function block(piece: Piece, list: number): (Paragraph | Table)[] {
  switch (piece.kind) {
    case 'heading':
      return [new Paragraph({ text: piece.text, heading: HEADINGS[piece.level - 1] ?? HeadingLevel.HEADING_3 })];
    case 'step':
      return [new Paragraph({ text: piece.text, numbering: { reference: 'steps', level: 0, instance: list } })];
    case 'bullet':
      return [new Paragraph({ text: piece.text, bullet: { level: 0 } })];
    case 'table':
      return [table(piece), new Paragraph('')];
    case 'note':
      return [small(piece.text)];
    case 'quote':
      return [new Paragraph({ indent: { left: 720 }, children: [new TextRun({ text: piece.text, italics: true })] })];
    case 'paragraph':
    case 'notes':
      return [new Paragraph({ text: piece.text, spacing: { after: 120 } })];
  }
}

function small(text: string): Paragraph {
  return new Paragraph({ children: [new TextRun({ text, size: SMALL_HALF_POINTS })], spacing: { after: 120 } });
}

function pageFooter(number: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({
        size: SMALL_HALF_POINTS,
        children: [`${number} · Internal · Page `, PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
      }),
    ],
  });
}

function table({ header, rows }: Extract<Piece, { kind: 'table' }>): Table {
  const row = (cells: string[], isHeader: boolean): TableRow =>
    new TableRow({
      tableHeader: isHeader,
      cantSplit: true,
      children: cells.map(
        (text) =>
          new TableCell({
            shading: isHeader ? { fill: 'E6E8F5' } : undefined,
            children: [new Paragraph({ children: [new TextRun({ text, bold: isHeader })] })],
          }),
      ),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [...header.map((cells) => row(cells, true)), ...rows.map((cells) => row(cells, false))],
  });
}
