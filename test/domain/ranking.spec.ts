import assert from 'node:assert/strict';
import { type IsSame, rankCandidates } from '../../src/domain/ranking.ts';
import { stemsOf } from '../../src/domain/words.ts';

const STATISTICS = {
  passages: 1000,
  holders: new Map([
    ['earli', 10],
    ['termin', 10],
    ['fee', 200],
  ]),
};

describe('ranking candidates', () => {
  it('keeps the order of the first stage where the texts say the same', () => {
    const candidates = [aCandidate({ name: 'better' }), aCandidate({ name: 'worse' })];

    assert.deepEqual(rank('early termination fee', candidates), ['better', 'worse']);
  });

  it('prefers words close together to the same words far apart', () => {
    const gap = 'word '.repeat(100);
    const apart = aCandidate({ name: 'apart', body: `early ${gap} termination ${gap} fee` });
    const together = aCandidate({ name: 'together', body: `${gap} early and termination with fee ${gap}` });

    assert.deepEqual(rank('early termination fee', [apart, together]), ['together', 'apart']);
  });

  it('prefers words side by side, in the order asked', () => {
    const turned = aCandidate({ name: 'turned', body: 'fee for termination that is early' });
    const sideBySide = aCandidate({ name: 'side by side', body: 'for that is early termination fee' });

    assert.deepEqual(rank('early termination fee', [turned, sideBySide]), ['side by side', 'turned']);
  });

  it('counts a word of the title or a heading for what stands below it', () => {
    const bare = aCandidate({ name: 'bare', body: 'The fee is £50.' });
    const titled = aCandidate({ name: 'titled', field: 'Early termination', body: 'The fee is £50.' });
    const headed = aCandidate({ name: 'headed', field: 'Leaving Termination', body: 'The fee is £50.' });

    assert.deepEqual(rank('early termination fee', [bare, headed, titled]), ['titled', 'headed', 'bare']);
  });

  it('gives a rare word more weight than a common one', () => {
    const common = aCandidate({ name: 'common', body: 'About the fee.' });
    const rare = aCandidate({ name: 'rare', body: 'About the termination.' });

    assert.deepEqual(rank('termination fee', [common, rare]), ['rare', 'common']);
  });

  it('sees through accents, case and endings', () => {
    const other = aCandidate({ name: 'other', body: 'Nothing of the kind.' });
    const same = aCandidate({ name: 'same', body: 'TERMINATED early; fées apply' });

    assert.deepEqual(rank('Early terminations: fees?', [other, same]), ['same', 'other']);
  });

  it('takes a synonym for the word, but prefers the word itself', () => {
    const isSame: IsSame = (asked, other) => asked === 'fee' && other === 'charg';
    const other = aCandidate({ name: 'other', body: 'Nothing of the kind.' });
    const synonym = aCandidate({ name: 'synonym', body: 'The charge is due.' });
    const word = aCandidate({ name: 'word', body: 'The fee is due.' });

    assert.deepEqual(rank('fee', [other, synonym, word], isSame), ['word', 'synonym', 'other']);
  });

  it('ranks nothing, and without words leaves everything as it is', () => {
    const candidates = [aCandidate({ name: 'a' }), aCandidate({ name: 'b', body: '' })];

    assert.deepEqual(rank('early', []), []);
    assert.deepEqual(rank('', candidates), ['a', 'b']);
    assert.deepEqual(rank('?!', candidates), ['a', 'b']);
  });
});

interface Sketch {
  name: string;
  field: string;
  body: string;
}

function rank(question: string, sketches: readonly Sketch[], isSame?: IsSame): string[] {
  const candidates = sketches.map(({ name, field, body }) => ({ name, field: stemsOf(field), body: stemsOf(body) }));
  return rankCandidates(question, candidates, STATISTICS, isSame).map(({ name }) => name);
}

function aCandidate(what: Partial<Sketch> & { name: string }): Sketch {
  return { field: '', body: 'Text.', ...what };
}
