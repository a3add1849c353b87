import assert from 'node:assert/strict';
import { editDistance, wordDiff } from '../../src/domain/wordDiff.ts';

describe('the difference of two texts', () => {
  it('is told in words that stayed, went and came, in order', () => {
    assert.deepEqual(wordDiff('The bill is too high', 'The bill was £8 too high'), [
      { kind: 'same', text: 'The bill' },
      { kind: 'gone', text: 'is' },
      { kind: 'new', text: 'was £8' },
      { kind: 'same', text: 'too high' },
    ]);
  });

  it('is nothing between equal texts, and everything between others', () => {
    assert.deepEqual(wordDiff('a b', 'a  b'), [{ kind: 'same', text: 'a b' }]);
    assert.deepEqual(wordDiff('', 'a b'), [{ kind: 'new', text: 'a b' }]);
    assert.deepEqual(wordDiff('a b', ''), [{ kind: 'gone', text: 'a b' }]);
  });

  it('is counted in words replaced, added or taken out', () => {
    assert.deepEqual(
      [
        editDistance('a b c', 'a b c'),
        editDistance('a b c', 'a x c'),
        editDistance('a b c', 'a c'),
        editDistance('a', 'a b c'),
        editDistance('a b c d', 'x b y z d'),
      ],
      [0, 1, 1, 2, 3],
    );
  });

  it('is found in the longest notes, too', () => {
    const words = Array.from({ length: 5000 }, (_, at) => `word${at}`);
    const changed = words.map((word, at) => (at % 2 ? word : `other${at}`));

    assert.equal(editDistance(words.join(' '), changed.join(' ')), 4999);
  });
});
