import assert from 'node:assert/strict';
import { readMarkdown } from '../../../src/knowledge/readers/readMarkdown.ts';
import { blockLines } from '../support/blockLines.ts';

describe('reading Markdown', () => {
  it('reads headings, steps, points and tables without their marks', async () => {
    const text =
      '# Porting\n\nAsk for the **PAC** [here](https://example.com).\n\n1. Text 65075.\n2. Wait.\n\n- free\n\n| Code | Price |\n|---|---|\n| PAC | £0 |\n';

    const { title, blocks } = await readMarkdown(Buffer.from(text));

    assert.equal(title, 'Porting');
    assert.deepEqual(blockLines(blocks), [
      '# Porting',
      'Ask for the PAC here.',
      '1. Text 65075.',
      '2. Wait.',
      '- free',
      'Code=PAC | Price=£0',
    ]);
  });

  it('takes the title from a head of settings, which is not read', async () => {
    const { title, blocks } = await readMarkdown(
      Buffer.from('---\ntitle: "Moving home"\nowner: ops\n---\nTell us 14 days before.\n'),
    );

    assert.equal(title, 'Moving home');
    assert.deepEqual(blockLines(blocks), ['Tell us 14 days before.']);
  });
});
