import assert from 'node:assert/strict';
import { figuresIn, rangeFit, rangeIn } from '../../src/answers/numberRanges.ts';

describe('ranges of numbers in table cells', () => {
  for (const [cell, from, to, kind] of [
    ['£300.01 to £1,200', 300.01, 1200, 'money'],
    ['up to £300', -Infinity, 300, 'money'],
    ['above £1,200', 1200, Infinity, 'money'],
    ['£1,000 or more', 1000, Infinity, 'money'],
    ['18 to 24 months', 18, 24, 'month'],
    ['Valuation - £250001 to £500000', 250001, 500000, 'money'],
  ] as const) {
    it(`are read in "${cell}"`, () => {
      assert.deepEqual(rangeIn(cell), { from, to, kind });
    });
  }

  for (const cell of ['00:30 to 07:30', '2026-06-01', '12 months', 'Direct debit or on receipt', '9 to 5']) {
    it(`are not seen in "${cell}"`, () => {
      assert.equal(rangeIn(cell), undefined);
    });
  }

  it('hold what people say short', () => {
    assert.equal(rangeFit(figuresIn('a place worth 310k'), [{ from: 250_001, to: 500_000, kind: 'money' }]), 1);
    assert.equal(rangeFit(figuresIn('she owes 900'), [{ from: 1200, to: Infinity, kind: 'money' }]), -1);
  });

  it('hold nothing of another kind', () => {
    assert.equal(rangeFit(figuresIn('my dog is 10'), [{ from: 5, to: 14, kind: 'day' }]), 0);
    assert.equal(rangeFit(figuresIn('after 6 months'), [{ from: 1, to: 1000, kind: 'money' }]), 0);
  });
});
