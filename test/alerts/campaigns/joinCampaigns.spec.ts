import assert from 'node:assert/strict';
import { joinCampaigns } from '../../../src/alerts/campaigns/joinCampaigns.ts';
import type { AlertedCall, CallerTraffic } from '../../../src/ports/campaignSource.ts';

const NOON = new Date('2026-11-21T12:00:00.000Z');
const later = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);
const PATTERN = ['authority-claim', 'code-request', 'pressure', 'secrecy'];

let calls = 0;
const aCall = (over: Partial<AlertedCall> = {}): AlertedCall => {
  calls += 1;
  return { callId: `call-${calls}`, raisedAt: NOON, queue: '', signals: PATTERN, setting: 'subscriber', ...over };
};
const traffic = (callerKey: string, count: number, lines = count): CallerTraffic => ({
  ...{ callerKey, calls: count, lines, firstAt: NOON, lastAt: later(20) },
});

describe('campaigns', () => {
  it('count what one caller did: whom they called, who was warned, what was confirmed', () => {
    const alerted = [
      aCall({ callerKey: 'k', outcome: 'scam' }),
      aCall({ callerKey: 'k', raisedAt: later(4) }),
      aCall({ callerKey: 'k', raisedAt: later(9), outcome: 'legitimate' }),
    ];

    const [found] = joinCampaigns(alerted, [traffic('k', 15, 14)]);

    assert.deepEqual(
      [found?.calls, found?.lines, found?.alerts, found?.confirmed, found?.falseAlarms, found?.joinedBy],
      [15, 14, 3, 1, 1, 'caller'],
    );
    assert.deepEqual([found?.firstAt, found?.lastAt, found?.signals], [NOON, later(20), PATTERN]);
  });

  it('leave out who called once or twice, unless both had an alert', () => {
    const once = joinCampaigns([aCall({ callerKey: 'k' })], [traffic('k', 2)]);
    const twice = joinCampaigns([aCall({ callerKey: 'k' }), aCall({ callerKey: 'k' })], [traffic('k', 2)]);

    assert.deepEqual([once.length, twice.length], [0, 1]);
  });

  it('join numbers that work through one range with one pattern', () => {
    const here = { calledRange: '44207946' };
    const alerted = [
      aCall({ callerKey: 'a', ...here }),
      aCall({ callerKey: 'b', ...here, raisedAt: later(30), signals: [...PATTERN, 'isolation'] }),
      aCall({ callerKey: undefined, ...here, raisedAt: later(40) }),
    ];

    const [found, ...others] = joinCampaigns(alerted, [traffic('a', 3), traffic('b', 4)]);

    assert.deepEqual([found?.joinedBy, found?.callers, found?.calls, found?.ranges], ['pattern', 2, 8, ['44207946']]);
    assert.equal(others.length, 0);
  });

  it('keep numbers apart that share a range but no pattern, a pattern but no range, or not the time', () => {
    const here = { calledRange: '44207946' };
    const pairs = [
      [aCall({ callerKey: 'a', ...here }), aCall({ callerKey: 'b', ...here, signals: ['lure', 'pressure'] })],
      [aCall({ callerKey: 'a', ...here }), aCall({ callerKey: 'b', calledRange: '4930' })],
      [aCall({ callerKey: 'a' }), aCall({ callerKey: 'b' })],
      [aCall({ callerKey: 'a', ...here }), aCall({ callerKey: 'b', ...here, raisedAt: later(200) })],
    ];

    const joined = pairs.map((pair) => joinCampaigns(pair, [traffic('a', 3), traffic('b', 3)]).length);

    assert.deepEqual(joined, [2, 2, 2, 2]);
  });

  it('are named by nothing that shows a number', () => {
    const [found] = joinCampaigns([aCall({ callerKey: 'k' }), aCall({ callerKey: 'k' })], []);

    assert.match(found?.campaignId ?? '', /^[0-9a-f]{6}$/);
  });
});
