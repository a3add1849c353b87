import assert from 'node:assert/strict';
import { readCsv } from '../../../src/knowledge/readers/readCsv.ts';
import { blockLines } from '../support/blockLines.ts';

describe('reading separated values', () => {
  for (const [name, delimiter] of [
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['bars', '|'],
  ] as const) {
    it(`finds out that cells are parted by ${name}`, async () => {
      const text = [
        ['Code', 'Meaning'],
        ['E1', 'No line'],
        ['E2', 'No sync'],
      ]
        .map((row) => row.join(delimiter))
        .join('\r\n');

      const { blocks } = await readCsv(Buffer.from(text));

      assert.deepEqual(blockLines(blocks), ['Code=E1 | Meaning=No line', 'Code=E2 | Meaning=No sync']);
    });
  }

  it('keeps delimiters, quotes and line breaks inside quoted cells', async () => {
    const { blocks } = await readCsv(Buffer.from('Plan,Note\nFlex,"cheap, ""really""\nsimple"\n'));

    assert.deepEqual(blockLines(blocks), ['Plan=Flex | Note=cheap, "really" simple']);
  });

  it('reads a title line above the table as a paragraph', async () => {
    const { blocks } = await readCsv(Buffer.from('Price list\nPlan;Price\nFlex;3,50 €\n'));

    assert.deepEqual(blockLines(blocks), ['Price list', 'Plan=Flex | Price=3,50 €']);
  });

  it('reads on when a quote is never closed', async () => {
    const { blocks } = await readCsv(Buffer.from('a,b\n"x,1\ny,2\nz,3\n'));

    assert.equal(blocks.length, 3);
  });
});
