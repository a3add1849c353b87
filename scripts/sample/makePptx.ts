import pptxgen from 'pptxgenjs';

import type { Layout, Piece } from './readText.ts';

type Presentation = InstanceType<typeof pptxgen.default>;
type Slide = ReturnType<Presentation['addSlide']>;

// The package's types describe its CommonJS form; the module that Node loads is the class itself.
const NewPresentation = pptxgen as unknown as new () => Presentation;

const BODY_TOP = 1.35;
const BULLET_HEIGHT = 0.45;

/** Slides with titles, bullets, tables and speaker notes; each second-level heading is a slide. */
export async function makePptx(pieces: readonly Piece[], layout: Layout): Promise<Buffer> {
  const presentation = new NewPresentation();
  presentation.author = 'Contoso Mobile & Broadband';
  const [first, ...rest] = pieces;
  presentation.title = first?.kind === 'heading' ? first.text : '';
  presentation.defineSlideMaster({
    title: 'PLAIN',
    objects: [
      {
        placeholder: {
          options: { name: 'title', type: 'title', x: 0.5, y: 0.3, w: 9, h: 0.9, fontSize: 28 },
          text: '',
        },
      },
      {
        placeholder: {
          options: { name: 'body', type: 'body', x: 0.5, y: BODY_TOP, w: 9, h: 3.7, fontSize: 17 },
          text: '',
        },
      },
      { text: { text: `${layout.number} · Internal`, options: { x: 0.5, y: 5.2, w: 7, h: 0.3, fontSize: 9 } } },
    ],
    slideNumber: { x: 9.1, y: 5.2, fontSize: 9 },
  });
  const start = rest.findIndex((piece) => piece.kind === 'heading');
  addSlide(presentation, presentation.title, rest.slice(0, start));
  let current: Piece[] = [];
  let title = '';
  for (const piece of rest.slice(start)) {
    if (piece.kind !== 'heading') current.push(piece);
    else {
      if (title !== '') addSlide(presentation, title, current);
      title = piece.text;
      current = [];
    }
  }
  addSlide(presentation, title, current);
  return (await presentation.write({ outputType: 'nodebuffer' })) as Buffer;
}

function addSlide(presentation: Presentation, title: string, pieces: readonly Piece[]): void {
  const slide = presentation.addSlide({ masterName: 'PLAIN' });
  slide.addText(title, { placeholder: 'title' });
  const notes: string[] = [];
  const lines: { text: string; isBullet: boolean }[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'notes') notes.push(piece.text);
    else if (piece.kind === 'step') lines.push({ text: `${piece.number}. ${piece.text}`, isBullet: false });
    else if (piece.kind !== 'table') lines.push({ text: piece.text, isBullet: piece.kind === 'bullet' });
  }
  if (lines.length > 0) {
    slide.addText(
      lines.map(({ text, isBullet }) => ({ text, options: { bullet: isBullet, breakLine: true } })),
      { placeholder: 'body', valign: 'top' },
    );
  }
  for (const piece of pieces)
    if (piece.kind === 'table') addTable(slide, piece, BODY_TOP + lines.length * BULLET_HEIGHT);
  if (notes.length > 0) slide.addNotes(notes.join('\n'));
}

function addTable(slide: Slide, { header, rows }: Extract<Piece, { kind: 'table' }>, top: number): void {
  const cells = (row: readonly string[], bold: boolean): { text: string; options: { bold: boolean } }[] =>
    row.map((text) => ({ text, options: { bold } }));
  slide.addTable([...header.map((row) => cells(row, true)), ...rows.map((row) => cells(row, false))], {
    x: 0.5,
    y: top,
    w: 9,
    fontSize: 13,
    border: { type: 'solid', pt: 0.5, color: '888888' },
  });
}
