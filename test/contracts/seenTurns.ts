import assert from 'node:assert/strict';
import type { SeenTurns } from '../../src/ports/seenTurns.ts';
import { type Open, withStore } from './opened.ts';

const NOON = new Date('2026-11-02T12:00:00.123Z');

/** What every supplier of SeenTurns must hold. */
export function describeSeenTurns(name: string, open: Open<SeenTurns>): void {
  withStore(`seen turns: ${name}`, open, (opened) => {
    it('is the first for exactly one of many processes that ask at once', async () => {
      const stores = [opened().store, await opened().again(), await opened().again()];
      const asks = Array.from({ length: 30 }, (_, count) => stores[count % stores.length]!.isFirst('turn', NOON));

      const firsts = (await Promise.all(asks)).filter(Boolean);

      assert.equal(firsts.length, 1);
    });

    it('sees a turn for the first time again only after it was pruned', async () => {
      const { store } = opened();
      await store.isFirst('turn', NOON);

      const kept = await store.prune(NOON);
      const again = await store.isFirst('turn', NOON);
      const pruned = await store.prune(new Date(NOON.getTime() + 1));

      assert.deepEqual([kept, again, pruned, await store.isFirst('turn', NOON)], [0, false, 1, true]);
    });
  });
}
