import assert from 'node:assert/strict';
import { type AlertBudget, budgetOf, thresholdFor } from '../../src/domain/alertBudget.ts';

describe('a budget of alerts', () => {
  it('lets everything through while there is no more than that', () => {
    assert.equal(thresholdFor(3, [0.9, 0.8, 0.7]), 0);
    assert.equal(thresholdFor(3, []), 0);
  });

  it('lets the riskiest through', () => {
    const scores = [0.91, 0.99, 0.7, 0.95, 0.8];

    const thresholds = [4, 2.5, 1].map((most) => thresholdFor(most, scores));

    assert.deepEqual(thresholds, [0.8, 0.95, 0.99]);
  });

  it('leaves equal calls out together, but never every call', () => {
    assert.equal(thresholdFor(2, [0.99, 0.8, 0.8, 0.8]), 0.99);
    assert.equal(thresholdFor(2, [0.8, 0.8, 0.8]), 0.8);
    assert.equal(thresholdFor(0, [0.8, 0.7]), 0.8);
  });

  it('of a queue goes before that of all', () => {
    const one = (queue: string, perShift: number): AlertBudget => ({
      ...{ queue, perShift, threshold: 0.5, setBy: 'sam', setAt: new Date(0) },
    });
    const budgets = [one('', 1), one('billing', 5)];

    const found = ['Billing ', 'sales', ''].map((queue) => budgetOf(queue, budgets)?.perShift);

    assert.deepEqual(found, [5, 1, 1]);
    assert.equal(budgetOf('sales', [one('billing', 5)]), undefined);
  });
});
