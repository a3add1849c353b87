import assert from 'node:assert/strict';
import { deliveryReport } from '../../src/alerts/deliveryReport.ts';
import { precisionBySignal } from '../../src/alerts/precisionBySignal.ts';
import type { AlertCard, PostState } from '../../src/ports/alerts.ts';

describe('precisionBySignal', () => {
  it('counts what people judged, and nothing that nobody could tell', () => {
    const code = { name: 'code-request', turn: 1 };
    const haste = { name: 'pressure', turn: 2 };

    const precision = precisionBySignal([
      { outcome: 'scam', signals: [code, haste, code] },
      { outcome: 'past-fraud', signals: [haste] },
      { outcome: 'unclear', signals: [code] },
      { outcome: 'unanswered', signals: [code] },
      { signals: [code] },
    ]);

    assert.deepEqual(precision, {
      ...{ real: 1, judged: 2 },
      signals: [
        { name: 'pressure', real: 1, judged: 2 },
        { name: 'code-request', real: 1, judged: 1 },
      ],
    });
  });
});

describe('deliveryReport', () => {
  it('puts every card and reply that was meant into one column', () => {
    const states: PostState[] = ['waiting', 'sent', 'failed', 'cancelled'];
    const cards = states.flatMap((state) =>
      (['none', ...states] as const).map((reply): AlertCard => ({
        ...{ callId: 'c', conversationId: `${state} ${reply}`, kind: 'channel', state, reply },
        ...{ shownVersion: 1, attempts: 0, isUncertain: false, possibleDuplicates: 0 },
        ...(state === 'failed' ? { problem: 'gone' as const } : {}),
      })),
    );

    const { meant, delivered, waiting, cancelled, failed, problems } = deliveryReport(cards);

    assert.equal(meant, 36);
    assert.equal(delivered + waiting + cancelled + failed, meant);
    assert.deepEqual(problems, ['gone']);
  });
});
