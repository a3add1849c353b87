import assert from 'node:assert/strict';
import { summarise } from '../../src/insights/summarise.ts';
import type { NoteFigures } from '../../src/ports/insights.ts';
import { anAlert } from '../support/sampleAlerts.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);

const aNote = (over: Partial<NoteFigures> = {}): NoteFigures => ({
  ...{ calledAt: daysAgo(10), topic: 'Billing corrected', customerKey: 'c', topicKey: 't', answers: 0 },
  ...{ start: 'negative', end: 'positive' },
  ...over,
});
const trendsOf = (notes: readonly NoteFigures[]) =>
  summarise(28, {
    insights: {
      notes: () => Promise.resolve(notes),
      callDays: () => Promise.resolve([{ day: '2026-11-20', calls: 9, handled: 8, handlingSeconds: 1600 }]),
    },
    alerts: {
      since: () =>
        Promise.resolve([
          anAlert(),
          anAlert({ outcome: 'scam' }),
          anAlert({ mode: 'demo' }),
          anAlert({ mode: 'shadow' }),
        ]),
    },
    gaps: { list: () => Promise.resolve([]) },
    clock: { now: () => NOW },
  });
const many = (count: number, of: (at: number) => NoteFigures): NoteFigures[] =>
  Array.from({ length: count }, (_, at) => of(at));

describe('insights', () => {
  it('count calls, how long they took, and how live alerts ended', async () => {
    const trends = await trendsOf([]);

    assert.deepEqual([trends.calls, trends.handlingSeconds], [9, 200]);
    assert.deepEqual(trends.alerts, [
      { outcome: 'open', alerts: 1 },
      { outcome: 'scam', alerts: 1 },
    ]);
  });

  it('tell nothing of fewer than five notes', async () => {
    const trends = await trendsOf(many(4, () => aNote({ editWords: 3, afterCallSeconds: 60 })));

    assert.deepEqual([trends.topics, trends.otherTopics], [[], 4]);
    assert.deepEqual([trends.sentiment, trends.edits, trends.afterCall], [undefined, undefined, undefined]);
    assert.deepEqual(trends.firstContact, { withHelp: undefined, without: undefined });
  });

  it('tell medians and shares of five and more', async () => {
    const notes = many(6, (at) => aNote({ editWords: at, afterCallSeconds: 60 + at, customerKey: `c${at}` }));

    const trends = await trendsOf(notes);

    assert.deepEqual(trends.edits, { n: 6, medianWords: 2.5, unedited: 1 });
    assert.deepEqual(trends.afterCall, { n: 6, seconds: 62.5 });
    assert.deepEqual(trends.topics, [{ topic: 'Billing corrected', notes: 6 }]);
    assert.deepEqual([trends.sentiment?.start.negative, trends.sentiment?.end.positive], [6, 6]);
  });

  it('call a call resolved when the customer did not call again on that topic within seven days', async () => {
    const first = many(6, (at) => aNote({ customerKey: `c${at}`, answers: 1 }));
    const repeats = [
      aNote({ customerKey: 'c0', calledAt: daysAgo(4) }),
      aNote({ customerKey: 'c1', calledAt: daysAgo(2.5) }),
      aNote({ customerKey: 'c2', calledAt: daysAgo(4), topicKey: 'other' }),
    ];

    const trends = await trendsOf([...first, ...repeats]);

    assert.deepEqual(trends.firstContact, { withHelp: { n: 6, resolved: 5 }, without: undefined });
  });
});
