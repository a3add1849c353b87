import pptxgen from 'pptxgenjs';

import type { Piece } from './readText.ts';

type Presentation = InstanceType<typeof pptxgen.default>;

// The package's types describe its CommonJS form; the module that Node loads is the class itself.
const NewPresentation = pptxgen as unknown as new () => Presentation;

/** Slides with titles, bullets and speaker notes; each second-level heading is a slide. */
export async function makePptx(pieces: readonly Piece[]): Promise<Buffer> {
  const presentation = new NewPresentation();
  presentation.author = 'Contoso Mobile & Broadband';
  const [first, ...rest] = pieces;
  presentation.title = first?.kind === 'heading' ? first.text : '';
  presentation.defineSlideMaster({
    title: 'PLAIN',
    objects: [
      { placeholder: { options: { name: 'title', type: 'title', x: 0.5, y: 0.3, w: 9, h: 1 }, text: '' } },
      { placeholder: { options: { name: 'body', type: 'body', x: 0.5, y: 1.5, w: 9, h: 4 }, text: '' } },
    ],
  });
  presentation.addSlide({ masterName: 'PLAIN' }).addText(presentation.title, { placeholder: 'title' });
  let slide: ReturnType<Presentation['addSlide']> | undefined;
  let bullets: string[] = [];
  const finish = (): void => {
    if (slide && bullets.length > 0) {
      slide.addText(
        bullets.map((text) => ({ text, options: { bullet: true, breakLine: true } })),
        { placeholder: 'body' },
      );
    }
    bullets = [];
  };
  for (const piece of rest) {
    if (piece.kind === 'heading') {
      finish();
      slide = presentation.addSlide({ masterName: 'PLAIN' });
      slide.addText(piece.text, { placeholder: 'title' });
    } else if (piece.kind === 'notes') slide?.addNotes(piece.text);
    else if (piece.kind !== 'table') bullets.push(piece.text);
  }
  finish();
  return (await presentation.write({ outputType: 'nodebuffer' })) as Buffer;
}
