import assert from 'node:assert/strict';
import { cleanText } from '../../../src/domain/screening/cleanText.ts';

describe('cleaning what came in', () => {
  it('drops what nobody sees', () => {
    const hidden = 'a\u0000b\u200Bc\u202Ed\u2066e\uFEFFf\u00ADg\u{E0041}h\u200Di\u001B[31m';

    assert.equal(cleanText(hidden), 'abcdefghi[31m');
  });

  it('leaves lines, other scripts and emoji as people read them', () => {
    for (const text of ['one\ntwo\tthree', 'می‌خواهم', 'क्‍ष', '👩‍💻 ok', 'Straße £5 „so“']) {
      assert.equal(cleanText(text), text);
    }
  });

  it('mends half an emoji', () => {
    assert.equal(cleanText('x\uD83D'), 'x\uFFFD');
  });
});
