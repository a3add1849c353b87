import assert from 'node:assert/strict';
import { orderUtterances } from '../../src/calls/orderUtterances.ts';
import type { CallUtterance } from '../../src/domain/call.ts';

const NOON = new Date('2026-11-21T12:00:00Z');
const later = (ms: number): Date => new Date(NOON.getTime() + ms);

describe('orderUtterances', () => {
  const seqs = (some: readonly CallUtterance[]): number[] => some.map(({ seq }) => seq);

  it('gives sentences out in order, each once', () => {
    const order = orderUtterances();

    const taken = [0, 2, 1, 1, 0, 2].map((seq) => order.take(said(seq), NOON));
    const ready = order.ready(NOON);

    assert.deepEqual(seqs(ready), [0, 1, 2]);
    assert.deepEqual(taken, ['heard', 'waits', 'waits', 'repeat', 'repeat', 'repeat']);
    assert.equal(order.take(said(1), NOON), 'repeat');
  });

  it('waits 1.5 s for a missing one, no longer, and tells a late one from a repeat', () => {
    const order = orderUtterances(4);
    order.take(said(6), NOON);

    const [early, due] = [order.ready(later(1_499)), order.ready(later(1_500))];

    assert.deepEqual([seqs(early), seqs(due)], [[], [6]]);
    assert.deepEqual(
      [4, 4, 6, 3].map((seq) => order.take(said(seq), NOON)),
      ['late', 'repeat', 'repeat', 'repeat'],
    );
  });

  it('begins with the lowest it was told when a platform counts from another number', () => {
    const order = orderUtterances();
    order.take(said(8), NOON);
    order.take(said(7), later(10));

    assert.deepEqual(seqs(order.ready(later(1_500))), [7, 8]);
  });

  it('waits for each gap by itself', () => {
    const order = orderUtterances(0);
    order.take(said(1), NOON);
    order.take(said(3), later(1_000));

    assert.deepEqual(seqs(order.ready(later(1_600))), [1]);
    assert.deepEqual(seqs(order.ready(later(2_500))), [3]);
  });

  it('keeps a bounded number of sentences, whatever numbers a platform makes up', () => {
    const order = orderUtterances(0);
    let given = 0;
    for (let at = 1; at <= 10_000; at += 1) {
      order.take(said(at * 1_000_003), NOON);
      given += order.ready(NOON).length;
    }

    assert.ok(given >= 9_900, String(given));
  });
});

function said(seq: number): CallUtterance {
  return { type: 'call.utterance', callId: 'call-1', seq, track: 'caller', text: `sentence ${seq}`, at: NOON };
}
