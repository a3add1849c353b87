import assert from 'node:assert/strict';
import type { AlertSubscription, AlertSubscriptions, OnDuty } from '../../src/ports/alertSubscriptions.ts';
import { type Open, withStore } from './opened.ts';

const NOON = new Date('2026-11-21T12:00:00.000Z');

/** What every supplier of AlertSubscriptions must hold. */
export function describeAlertSubscriptions(name: string, open: Open<AlertSubscriptions>): void {
  const channel = (over: Partial<AlertSubscription> = {}): AlertSubscription => ({
    ...{ conversationId: '19:a', kind: 'first', queue: '', teamId: 'team', channelName: 'Älerts' },
    ...{ setBy: 'sam', setAt: NOON },
    ...over,
  });
  const duty = (over: Partial<OnDuty> = {}): OnDuty => ({
    ...{ agentId: 'sam', userId: '29:sam', name: 'Sam', tenantId: 'contoso', since: NOON },
    ...over,
  });

  withStore(`alert subscriptions: ${name}`, open, (opened) => {
    it('keeps one subscription for a channel, the last', async () => {
      const { store, again } = opened();
      await store.save(channel({ kind: 'second' }));
      await store.save(channel({ queue: 'billing' }));

      assert.deepEqual(await (await again()).list(), [channel({ queue: 'billing' })]);
      assert.deepEqual(await store.find('19:a'), channel({ queue: 'billing' }));
      assert.equal(await store.find('19:b'), undefined);
    });

    it('removes one channel, or all of a team', async () => {
      const { store } = opened();
      await store.save(channel());
      await store.save(channel({ conversationId: '19:b' }));
      await store.save(channel({ conversationId: '19:c', teamId: 'other' }));

      const removed = [await store.remove('19:a'), await store.remove('19:a')];
      const ofTeam = await store.removeTeam('team');

      assert.deepEqual([removed, ofTeam], [[true, false], ['19:b']]);
      assert.deepEqual(
        (await store.list()).map(({ conversationId }) => conversationId),
        ['19:c'],
      );
    });

    it('knows who is on duty until they leave or have been for too long', async () => {
      const { store } = opened();
      await store.startDuty(duty());
      const sofia = { ...{ agentId: 'sofia', userId: '29:sofia', name: 'Sofia' }, since: new Date(NOON.getTime() + 1) };
      await store.startDuty(sofia);

      assert.deepEqual(await store.onDuty(new Date(0)), [sofia, duty()]);
      assert.deepEqual(await store.onDuty(NOON), [sofia]);
      assert.deepEqual([await store.endDuty('sam'), await store.endDuty('sam')], [true, false]);
      assert.deepEqual(await store.onDuty(new Date(0)), [sofia]);
    });
  });
}
