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
});
