import assert from 'node:assert/strict';
import type { TokenUse, TokenUses } from '../../src/ports/tokenUses.ts';
import { type Open, withStore } from './opened.ts';

const NOON = new Date('2026-11-02T12:00:00.123Z');
const YESTERDAY = new Date('2026-11-01T23:59:59.999Z');

const aUse = (over: Partial<TokenUse> = {}): TokenUse => ({
  ...{ agentId: 'ada', conversationId: 'chat', at: NOON },
  ...{ input: 100, output: 10 },
  ...over,
});

/** What every supplier of TokenUses must hold. */
export function describeTokenUses(name: string, open: Open<TokenUses>): void {
  withStore(`token uses: ${name}`, open, (opened) => {
    it('adds up what many processes use at once', async () => {
      const stores = [opened().store, await opened().again(), await opened().again()];

      await Promise.all(Array.from({ length: 30 }, (_, count) => stores[count % stores.length]!.add(aUse())));

      const spent = await opened().store.spent({ agentId: 'ada', at: NOON });
      assert.deepEqual(spent, { byPerson: 3300, forCall: 0, today: 3300 });
    });

    it('counts a person and a day apart from others, and a call over all its days and people', async () => {
      const { store } = opened();
      await store.add(aUse({ callId: 'c1' }));
      await store.add(aUse({ callId: 'c1', agentId: 'rita', conversationId: 'other' }));
      await store.add(aUse({ callId: 'c1', at: YESTERDAY }));
      await store.add(aUse({ callId: 'c2' }));

      const spent = await store.spent({ agentId: 'ada', callId: 'c1', at: NOON });

      assert.deepEqual(spent, { byPerson: 220, forCall: 330, today: 330 });
    });

    it('sets aside for one of twenty who ask at the same moment when there is room for one', async () => {
      const stores = [opened().store, await opened().again()];
      const use = aUse({ callId: 'c1', input: 100, output: 0 });

      const before = await Promise.all(
        Array.from({ length: 20 }, (_, at) => stores[at % 2]!.reserve(use, ({ byPerson }) => byPerson < 100)),
      );
      await opened().store.add({ ...use, input: -100 });

      assert.equal(before.filter(({ byPerson }) => byPerson < 100).length, 1);
      assert.deepEqual(await opened().store.spent({ agentId: 'ada', callId: 'c1', at: NOON }), {
        ...{ byPerson: 0, forCall: 0, today: 0 },
      });
    });

    it('knows of nothing before anything was used', async () => {
      const spent = await opened().store.spent({ agentId: 'ada', callId: 'c1', at: NOON });

      assert.deepEqual(spent, { byPerson: 0, forCall: 0, today: 0 });
    });

    it('forgets whole days', async () => {
      const { store } = opened();
      await store.add(aUse());
      await store.add(aUse({ at: YESTERDAY, callId: 'c1' }));

      const pruned = await store.prune(NOON);

      const spent = await store.spent({ agentId: 'ada', callId: 'c1', at: NOON });
      assert.deepEqual([pruned, spent], [1, { byPerson: 110, forCall: 0, today: 110 }]);
    });
  });
}
