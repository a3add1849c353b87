import assert from 'node:assert/strict';
import type { RiskyCall, ScamAlert } from '../../src/domain/scamAlert.ts';
import type { Alerts } from '../../src/ports/alerts.ts';
import type { CampaignSource } from '../../src/ports/campaignSource.ts';
import type { WatchedCalls } from '../../src/ports/watchedCalls.ts';
import { type Open, withStore } from './opened.ts';

/** Campaigns with what they are joined from. */
export interface OpenedCampaigns {
  campaigns: CampaignSource;
  alerts: Pick<Alerts, 'raise'>;
  watched: Pick<WatchedCalls, 'note'>;
}

const NOON = new Date('2026-11-21T12:00:00.000Z');
const later = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);

/** What every supplier of CampaignSource must hold. */
export function describeCampaignSource(name: string, open: Open<OpenedCampaigns>): void {
  withStore(`campaigns: ${name}`, open, (opened) => {
    const raise = (over: Partial<RiskyCall>, at = NOON, mode: ScamAlert['mode'] = 'live'): Promise<unknown> => {
      const signals = ['pressure', 'secrecy', 'pressure'].map((signal, turn) => ({ name: signal, turn }));
      const risky = { callId: 'a', level: 'warn', score: 0.9, alertTurn: 2, turns: 3, signals, queue: '' } as const;
      const entry = { at, who: 'earpiece', action: 'alert', what: 'x', result: 'done', correlationId: '' } as const;
      return opened().store.alerts.raise({ ...risky, ...over }, { at, mode, places: [], entry });
    };

    it('tells calls with an alert, the newest first, without demos and without our own calls', async () => {
      const { store } = opened();
      await store.watched.note('a', { callerKey: 'k', lineKey: 'l', calledRange: '44207946' }, NOON);
      await raise({ callerKey: 'k', setting: 'subscriber', direction: 'inbound' });
      await raise({ callId: 'b', queue: 'Billing' }, later(3), 'shadow');
      await raise({ callId: 'c' }, later(4), 'demo');
      await raise({ callId: 'd', direction: 'outbound' }, later(5));

      const calls = await store.campaigns.alertedCalls(NOON, 9);

      const signals = ['pressure', 'secrecy'];
      assert.deepEqual(calls, [
        { callId: 'b', raisedAt: later(3), queue: 'Billing', signals },
        {
          ...{ callId: 'a', raisedAt: NOON, queue: '', signals },
          ...{ setting: 'subscriber', callerKey: 'k', calledRange: '44207946' },
        },
      ]);
      assert.equal((await store.campaigns.alertedCalls(later(1), 9)).length, 1);
      assert.equal((await store.campaigns.alertedCalls(NOON, 1)).length, 1);
    });

    it('counts all calls of a caller and each line once', async () => {
      const { store } = opened();
      for (const [at, lineKey] of ['one', 'two', 'one'].entries()) {
        await store.watched.note(`call-${at}`, { callerKey: 'k', lineKey }, later(at * 10));
      }
      await store.watched.note('other', { callerKey: 'x' }, NOON);

      const traffic = await store.campaigns.trafficOf(['k', 'unheard-of'], NOON);

      assert.deepEqual(traffic, [{ callerKey: 'k', calls: 3, lines: 2, firstAt: NOON, lastAt: later(20) }]);
      assert.deepEqual(await store.campaigns.trafficOf([], NOON), []);
    });
  });
}
