import assert from 'node:assert/strict';
import { writeNumbers } from '../../src/notes/draft/writeNumbers.ts';

const SPOKEN: readonly (readonly [string, string])[] = [
  ['sixty-one pounds fifty', '£61.50'],
  ['a hundred and forty-three pounds', '£143'],
  ['from two hundred and twelve to three hundred and eighteen pound', 'from £212 to £318'],
  ['forty-eight thousand, two hundred and fifteen', '48,215'],
  ['four, eight, two, one, five', '48215'],
  ['oh seven seven, double oh, nine hundred, four six two', '07700900462'],
  ['the nineteenth of april', '19 April'],
  ['the thirtieth of September twenty twenty-six', '30 September 2026'],
  ['Monday the thirtieth', 'Monday the 30th'],
  ['twenty past ten, or quarter to three', '10:20, or 2:45'],
  ['Sunday at nine forty a.m.', 'Sunday at 9:40 a.m.'],
  ['ten percent off', '10% off'],
  ['between nine and one', 'between 9 and 1'],
  ['within twenty-four hours', 'within 24 hours'],
];

/** Words that sound like numbers and are none, or could mean two things. */
const LEFT_ALONE = ['just a second', 'no one told me', 'oh no, not again', 'take that one', 'the first thing is'];

describe('spoken numbers', () => {
  for (const [spoken, written] of SPOKEN) {
    it(`writes "${spoken}" as ${written}`, () => {
      assert.equal(writeNumbers(spoken), written);
    });
  }

  for (const spoken of LEFT_ALONE) {
    it(`leaves "${spoken}" alone`, () => {
      assert.equal(writeNumbers(spoken), spoken);
    });
  }
});
