import assert from 'node:assert/strict';
import PptxGenJS from 'pptxgenjs';
import { readPptx } from '../../../src/knowledge/readers/readPptx.ts';
import { blockLines } from '../support/blockLines.ts';

describe('reading a presentation', () => {
  it('reads the title first, then points, tables and speaker notes, each with its slide', async () => {
    const bytes = await makePptx((show) => {
      const first = show.addSlide({ masterName: 'plain' });
      first.addText('Outages', { placeholder: 'title' });
      const points = ['Check the map', 'Tell the customer'].map((text) => ({
        text,
        options: { bullet: true, breakLine: true },
      }));
      first.addText(points, { x: 1, y: 2 });
      first.addNotes('Say sorry first.');
      const second = show.addSlide({ masterName: 'plain' });
      second.addText('Compensation', { placeholder: 'title' });
      const head = ['Delay', 'Amount'].map((text) => ({ text, options: { bold: true } }));
      second.addTable([head, [{ text: '1 day' }, { text: '£8.40' }]], { x: 1, y: 2 });
    });

    const { title, blocks } = await readPptx(bytes);

    assert.equal(title, 'Outages');
    assert.deepEqual(blockLines(blocks), [
      '# Outages',
      '- Check the map',
      '- Tell the customer',
      'Say sorry first.',
      '# Compensation',
      'Delay=1 day | Amount=£8.40',
    ]);
    assert.deepEqual(
      blocks.map((block) => block.slide),
      [1, 1, 1, 1, 2, 2],
    );
  });

  it('numbers automatic steps', async () => {
    const bytes = await makePptx((show) => {
      const steps = ['Do this', 'Then that'].map((text) => ({
        text,
        options: { bullet: { type: 'number' as const }, breakLine: true },
      }));
      show.addSlide().addText(steps, { x: 1, y: 1 });
    });

    const { blocks } = await readPptx(bytes);

    assert.deepEqual(blockLines(blocks), ['1. Do this', '2. Then that']);
  });

  it('leaves a hidden slide out and says so', async () => {
    const bytes = await makePptx((show) => {
      show.addSlide().addText('Shown', { x: 1, y: 1 });
      const slide = show.addSlide();
      slide.addText('Secret', { x: 1, y: 1 });
      slide.hidden = true;
    });

    const { blocks, warnings } = await readPptx(bytes);

    assert.deepEqual(blockLines(blocks), ['Shown']);
    assert.deepEqual(warnings, ['slide 2 is hidden and was left out']);
  });
});

// The package's types describe a default export that its module does not have.
const Pptx = PptxGenJS as unknown as typeof PptxGenJS.default;

async function makePptx(fill: (show: InstanceType<typeof Pptx>) => void): Promise<Uint8Array> {
  const show = new Pptx();
  const title = {
    placeholder: { options: { name: 'title', type: 'title' as const, x: 0.5, y: 0.3, w: 9, h: 1 }, text: '' },
  };
  show.defineSlideMaster({ title: 'plain', objects: [title] });
  fill(show);
  return (await show.write({ outputType: 'nodebuffer' })) as Uint8Array;
}
