import assert from 'node:assert/strict';
import type { GapStore, KnowledgeGap } from '../../src/ports/gapStore.ts';
import { type Open, withStore } from './opened.ts';

const NOON = new Date('2026-11-02T12:00:00.123Z');

/** What every supplier of GapStore must hold. */
export function describeGapStore(name: string, open: Open<GapStore>): void {
  const gap: KnowledgeGap = { gapId: 'g1', question: 'Café? \ud83d\ude00', agentId: 'ada', why: 'flagged', at: NOON };

  withStore(`gap store: ${name}`, open, (opened) => {
    it('keeps a gap once, however often it is flagged', async () => {
      const { store } = opened();

      const saved = [await store.save(gap), await store.save({ ...gap, question: 'Another?' })];

      assert.deepEqual(saved, [true, false]);
      assert.deepEqual(await store.list(NOON), [gap]);
    });

    it('lists gaps since a moment, oldest first', async () => {
      const { store } = opened();
      const at = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
      for (const minutes of [3, 1, -1]) await store.save({ ...gap, gapId: `at ${minutes}`, at: at(minutes) });

      const gaps = await store.list(NOON);

      assert.deepEqual(
        gaps.map(({ gapId }) => gapId),
        ['at 1', 'at 3'],
      );
    });
  });
}
