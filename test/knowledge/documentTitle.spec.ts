import assert from 'node:assert/strict';
import { documentTitle } from '../../src/knowledge/documentTitle.ts';

describe('titling a document', () => {
  it('prefers what knowledge.json says, then what the file says', () => {
    assert.equal(documentTitle('a/x.pdf', 'Own title', 'Given title'), 'Given title');
    assert.equal(documentTitle('a/x.pdf', 'Own title', undefined), 'Own title');
  });

  for (const junk of [
    'Untitled',
    'Microsoft Word - draft.doc',
    'tariffs_v3.indd',
    '(anonymous)',
    'PowerPoint Presentation',
    'Introduction',
    '12',
    '',
  ]) {
    it(`makes the file name readable rather than saying "${junk}"`, () => {
      assert.equal(documentTitle('guides/sim-swap_guide-2026-03-01.pdf', junk, undefined), 'Sim swap guide 2026-03-01');
    });
  }
});
