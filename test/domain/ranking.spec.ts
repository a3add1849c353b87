import assert from 'node:assert/strict';
import { rankCandidates, type RankingCandidate } from '../../src/domain/ranking.ts';

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
    const candidates = [aCandidate({ name: 'worse', firstScore: 1 }), aCandidate({ name: 'better', firstScore: 2 })];

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
    const titled = aCandidate({ name: 'titled', title: 'Early termination', body: 'The fee is £50.' });
    const headed = aCandidate({ name: 'headed', headings: 'Leaving Termination', body: 'The fee is £50.' });

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

  it('ranks nothing, and without words leaves everything as it is', () => {
    const candidates = [aCandidate({ name: 'a', firstScore: 2 }), aCandidate({ name: 'b', firstScore: 1, body: '' })];

    assert.deepEqual(rank('early', []), []);
    assert.deepEqual(rank('', candidates), ['a', 'b']);
    assert.deepEqual(rank('?!', candidates), ['a', 'b']);
  });
});

function rank(question: string, candidates: (RankingCandidate & { name: string })[]): string[] {
  return rankCandidates(question, candidates, STATISTICS).map(({ name }) => name);
}

function aCandidate(what: Partial<RankingCandidate> & { name: string }): RankingCandidate & { name: string } {
  return { firstScore: 1, title: '', headings: '', body: 'Text.', ...what };
}
