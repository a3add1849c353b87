import assert from 'node:assert/strict';
import { figuresIn, type NumberRange, rangeFit, rangeIn, type RowRanges } from '../../src/answers/numberRanges.ts';

const row = (ranges: readonly NumberRange[], ...words: string[]): RowRanges => ({ ranges, words: new Set(words) });

describe('ranges of numbers in table cells', () => {
  for (const [cell, from, to, kind] of [
    ['£300.01 to £1,200', 300.01, 1200, 'money'],
    ['up to £300', -Infinity, 300, 'money'],
    ['above £1,200', 1200, Infinity, 'money'],
    ['£1,000 or more', 1000, Infinity, 'money'],
    ['18 to 24 weeks', 126, 168, 'time'],
    ['28 to 8 days', 8, 28, 'time'],
    ['7 days to 24 hours', 1, 7, 'time'],
    ['up to 6.5 m', -Infinity, 6.5, 'length'],
    ['Kennel, small (up to 12 kg)', -Infinity, 12, 'mass'],
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

  it('are made of a single size or time below the name of a limit', () => {
    assert.deepEqual(rangeIn('5 days', 'Longest stay'), { from: -Infinity, to: 5, kind: 'time' });
    assert.deepEqual(rangeIn('40 kg', 'Max. weight'), { from: -Infinity, to: 40, kind: 'mass' });
    assert.equal(rangeIn('£500', 'Maximum'), undefined);
    assert.deepEqual(rangeIn('4 to 15', 'Age'), { from: 4, to: 15, kind: 'age' });
  });

  it('hold other units of what they measure', () => {
    const band = [rangeIn('28 to 8 days')].flatMap((range) => range ?? []);
    assert.equal(rangeFit(figuresIn('cancels 3 wks before'), row(band)), 1);
    assert.equal(rangeFit(figuresIn('cancels 6 weeks before'), row(band)), -1);
    assert.equal(rangeFit(figuresIn('30kg labrador'), row([{ from: -Infinity, to: 12, kind: 'mass' }])), -1);
    assert.equal(rangeFit(figuresIn('her 8 yr old'), row([{ from: 4, to: 15, kind: 'age' }])), 1);
  });

  it('fit best where they are narrowest', () => {
    const upTo = (to: number): RowRanges => row([{ from: -Infinity, to, kind: 'mass' }]);
    const dog = figuresIn('a dog of 10 kg');
    assert.ok(rangeFit(dog, upTo(12)) > rangeFit(dog, upTo(40)));
    assert.ok(rangeFit(dog, upTo(40)) > 0);
  });

  it('are not asked about with a number of something else', () => {
    const under12 = { from: -Infinity, to: 12, kind: 'bare' };
    assert.equal(rangeFit(figuresIn('a 4 berth cabin'), row([under12], 'children')), 0);
    assert.equal(rangeFit(figuresIn('300 lines'), row([{ from: 1, to: 250, kind: 'bare' }], 'line')), -1);
    const long = rangeIn('more than 8 hours');
    assert.equal(rangeFit(figuresIn('boat was late 6 wks ago'), row(long === undefined ? [] : [long])), 0);
  });

  it('take no name for a number', () => {
    assert.deepEqual(figuresIn('the 5G router'), []);
  });

  it('hold what people say short', () => {
    assert.equal(rangeFit(figuresIn('a place worth 310k'), row([{ from: 250_001, to: 500_000, kind: 'money' }])), 1);
    assert.equal(rangeFit(figuresIn('she owes 900'), row([{ from: 1200, to: Infinity, kind: 'money' }])), -1);
  });

  it('hold nothing of another kind', () => {
    assert.equal(rangeFit(figuresIn('my dog is 10'), row([{ from: 5, to: 14, kind: 'time' }])), 0);
    assert.equal(rangeFit(figuresIn('after 6 months'), row([{ from: 1, to: 1000, kind: 'money' }])), 0);
  });
});
