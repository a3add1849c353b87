import assert from 'node:assert/strict';
import { unknownTwin } from '../../src/answers/nearTwins.ts';
import type { RankedPassage } from '../../src/domain/passage.ts';
import { aPassage } from '../support/sampleAnswers.ts';

describe('a name that only has siblings', () => {
  it('is noticed by its number, its letter or its code', () => {
    const found = passages('Fibre 80 and Fibre 150 are sold.', 'Zone A and Zone B.', 'Error P01 or P02.');

    assert.equal(unknownTwin('what is fibre 300 a month', found), 'fibre 300');
    assert.equal(unknownTwin('daily charge zone e', found), 'zone e');
    assert.equal(unknownTwin('port failed with p04', found), 'p04');
  });

  it('is noticed by the length of its term', () => {
    const found = passages('Fixed Bond 1 Year, Fixed Bond 2 Year. 30 days notice.');

    assert.equal(unknownTwin('rate on the 3 yr bond', found), '3 year bond');
    assert.equal(unknownTwin('rate on the 2 yr bond', found), undefined);
    assert.equal(unknownTwin('14 days notice', found), undefined);
  });

  it('is none when the passages know it', () => {
    const found = passages('Fibre 80 and Fibre 150 are sold.', 'Zone A and Zone B.', 'Error P01 or P02.');

    for (const question of ['fibre 150 price', 'zone b charge', 'error P02', 'fibre price', 'a zone']) {
      assert.equal(unknownTwin(question, found), undefined, question);
    }
  });

  it('is no amount, date, time or step', () => {
    const found = passages('Since April 2024 and April 2026.', 'Step 1 and Step 2.', 'Data 5 GB, Data 10 GB.');

    for (const question of ['data 30 gb left', 'since april 2025', 'what is step 3']) {
      assert.equal(unknownTwin(question, found), undefined, question);
    }
  });
});

function passages(...texts: string[]): RankedPassage[] {
  return texts.map((text, index) => ({ rank: index + 1, score: 1, passage: aPassage([text]) }));
}
