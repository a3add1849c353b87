import assert from 'node:assert/strict';
import type { Feedback, FeedbackStore } from '../../src/ports/feedbackStore.ts';
import { type Open, withStore } from './opened.ts';

const NOON = new Date('2026-11-02T12:00:00.123Z');

/** What every supplier of FeedbackStore must hold. */
export function describeFeedbackStore(name: string, open: Open<FeedbackStore>): void {
  const like: Feedback = { answerId: 'a1', agentId: 'ada', reaction: 'like', reason: '', at: NOON };
  const later = new Date(NOON.getTime() + 1);

  withStore(`feedback store: ${name}`, open, (opened) => {
    it("keeps a person's latest word on an answer, in whichever order words arrive", async () => {
      const { store } = opened();
      const dislike: Feedback = { ...like, reaction: 'dislike', reason: 'Wrong zone.', at: later };

      await store.save(like);
      await store.save(dislike);
      await store.save(like);

      assert.deepEqual(await store.list(NOON), [dislike]);
    });

    it('forgets what is old', async () => {
      const { store } = opened();
      await store.save(like);
      await store.save({ ...like, agentId: 'ben', at: later });

      assert.equal(await store.prune(later), 1);
      assert.deepEqual(
        (await store.list(NOON)).map(({ agentId }) => agentId),
        ['ben'],
      );
    });

    it('keeps the words of different people and answers apart, and lists them since a moment', async () => {
      const { store } = opened();
      await store.save(like);
      await store.save({ ...like, agentId: 'ben', at: later });
      await store.save({ ...like, answerId: 'a2', at: later });

      const words = await store.list(later);

      assert.deepEqual(
        words.map(({ answerId, agentId }) => [answerId, agentId]),
        [
          ['a1', 'ben'],
          ['a2', 'ada'],
        ],
      );
    });
  });
}
