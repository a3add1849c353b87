import assert from 'node:assert/strict';
import { readText } from '../../../src/knowledge/readers/readText.ts';
import { blockLines } from '../support/blockLines.ts';

describe('reading plain text', () => {
  it('tells headings in capitals or underlined, paragraphs, steps and points apart', async () => {
    const text =
      'ROUTER GUIDE\r\n\r\nRestart\r\n-------\r\nDo this when\r\nthe light is red.\r\n\r\n1. Switch off.\r\n2. Wait for two\r\n   minutes.\r\n\r\n- done\r\n';

    const { title, blocks } = await readText(Buffer.from(text));

    assert.equal(title, 'ROUTER GUIDE');
    assert.deepEqual(blockLines(blocks), [
      '# ROUTER GUIDE',
      '## Restart',
      'Do this when the light is red.',
      '1. Switch off.',
      '2. Wait for two minutes.',
      '- done',
    ]);
  });

  it('makes rows of lines in which dots lead from a name to its value', async () => {
    const text =
      'Limits\n\n  Cash machine, UK ...... 300 a day, free\n  Cash machine, abroad .. 250 a day\n  Shops abroad .......... 2 %\n  With the other card   250 a day\n';

    const { blocks } = await readText(Buffer.from(text));

    assert.deepEqual(
      blocks.flatMap((block) => (block.kind === 'row' ? [block.cells] : [])),
      [
        ['Cash machine, UK', '300 a day, free'],
        ['Cash machine, abroad', '250 a day'],
        ['Shops abroad', '2 %'],
        ['With the other card', '250 a day'],
      ],
    );
  });

  it('leaves dots inside sentences alone', async () => {
    const { blocks } = await readText(Buffer.from('Wait .... then ask.\nSay thank you.\n'));

    assert.deepEqual(blockLines(blocks), ['Wait .... then ask. Say thank you.']);
  });
});
