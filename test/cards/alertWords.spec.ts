import assert from 'node:assert/strict';
import { tenthsOf } from '../../src/cards/alertWords.ts';

describe('the confidence on an alert', () => {
  it('counts test calls out of ten, and never promises all or none of them', () => {
    const scores = [0, 0.04, 0.46, 0.72, 0.89, 0.9, 0.97, 1];

    const told = scores.map(tenthsOf);

    assert.deepEqual(told, [1, 1, 5, 7, 8, 9, 9, 9]);
  });
});
