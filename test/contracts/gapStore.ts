import assert from 'node:assert/strict';
import type { GapStore, KnowledgeGap } from '../../src/ports/gapStore.ts';
import { type Open, withStore } from './opened.ts';

const NOON = new Date('2026-11-02T12:00:00.123Z');

/** What every supplier of GapStore must hold. */
export function describeGapStore(name: string, open: Open<GapStore>): void {
  const gap: KnowledgeGap = {
    ...{ gapId: 'g1', answerId: 'answer-1', question: 'Café? \ud83d\ude00' },
    ...{ agentId: 'ada', why: 'flagged', at: NOON },
  };
  const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);

  withStore(`gap store: ${name}`, open, (opened) => {
    it('keeps a gap once, however often it is flagged', async () => {
      const { store } = opened();

      const saved = [await store.save(gap), await store.save({ ...gap, question: 'Another?' })];

      assert.deepEqual(saved, [true, false]);
      assert.deepEqual(await store.list(NOON), [gap]);
    });

    it('lists gaps since a moment, oldest first', async () => {
      const { store } = opened();
      for (const minutes of [3, 1, -1]) await store.save({ ...gap, gapId: `at ${minutes}`, at: later(minutes) });

      const gaps = await store.list(NOON);

      assert.deepEqual(
        gaps.map(({ gapId }) => gapId),
        ['at 1', 'at 3'],
      );
    });

    it('closes gaps once, and says so to the one who closed them', async () => {
      const { store } = opened();
      for (const gapId of ['g1', 'g2', 'g3']) await store.save({ ...gap, gapId });

      const closed = [await store.close(['g2', 'g1', 'g1'], later(5)), await store.close(['g1', 'g2'], later(6))];

      const gaps = await store.list(NOON);
      assert.deepEqual(closed, [true, false]);
      assert.deepEqual(
        gaps.map(({ gapId, answeredAt }) => [gapId, answeredAt]),
        [
          ['g1', later(5)],
          ['g2', later(5)],
          ['g3', undefined],
        ],
      );
    });

    it('closes what is still open of several gaps, but leaves the telling to whoever was first', async () => {
      const { store } = opened();
      for (const gapId of ['g1', 'g2']) await store.save({ ...gap, gapId });
      await store.close(['g2'], later(5));

      const isFirst = await store.close(['g1', 'g2'], later(6));

      const gaps = await store.list(NOON);
      assert.equal(isFirst, false);
      assert.deepEqual(
        gaps.map(({ answeredAt }) => answeredAt),
        [later(6), later(5)],
      );
    });

    it('cannot close what it does not know', async () => {
      assert.equal(await opened().store.close(['unheard-of'], NOON), false);
    });

    it('lets exactly one of several processes close the same gaps', async () => {
      const { store, again } = opened();
      const gapIds = Array.from({ length: 6 }, (_, number) => `g${number}`);
      for (const gapId of gapIds) await store.save({ ...gap, gapId });
      const processes = [store, await again(), await again()];

      const closed = await Promise.all(
        processes.map((one, turn) => one.close(turn === 1 ? gapIds.toReversed() : gapIds, NOON)),
      );

      assert.deepEqual(closed.toSorted(), [false, false, true]);
    });

    it('forgets gaps of before a moment', async () => {
      const { store } = opened();
      for (const minutes of [-2, -1, 0]) await store.save({ ...gap, gapId: `at ${minutes}`, at: later(minutes) });

      const forgotten = await store.prune(NOON);

      assert.equal(forgotten, 2);
      assert.deepEqual(
        (await store.list(later(-10))).map(({ gapId }) => gapId),
        ['at 0'],
      );
    });
  });
}
