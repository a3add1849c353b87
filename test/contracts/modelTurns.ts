import assert from 'node:assert/strict';
import type { ModelTurns } from '../../src/ports/modelTurns.ts';
import { type Open, withStore } from './opened.ts';

const NOON = new Date('2026-11-02T12:00:00.123Z');
const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);
const turn = (turnId: string, over: object = {}) => ({
  ...{ conversationId: 'chat', turnId, now: NOON, until: later(12) },
  ...over,
});

/** What every supplier of ModelTurns must hold. */
export function describeModelTurns(name: string, open: Open<ModelTurns>): void {
  withStore(`model turns: ${name}`, open, (opened) => {
    it('lets one of many processes that ask at once begin', async () => {
      const stores = [opened().store, await opened().again(), await opened().again()];

      const begun = await Promise.all(
        Array.from({ length: 20 }, (_, count) => stores[count % stores.length]!.begin(turn(`t${count}`))),
      );

      assert.equal(begun.filter(Boolean).length, 1);
    });

    it('is free again after the end, and after its time when nobody ended it', async () => {
      const { store } = opened();
      await store.begin(turn('t1'));

      const held = await store.begin(turn('t2', { now: later(11), until: later(23) }));
      const expired = await store.begin(turn('t3', { now: later(12), until: later(24) }));
      await store.end(turn('t3'));
      const ended = await store.begin(turn('t4', { now: later(13), until: later(25) }));

      assert.deepEqual([held, expired, ended], [false, true, true]);
    });

    it('is not ended by a turn that holds it no more', async () => {
      const { store } = opened();
      await store.begin(turn('t1'));
      await store.begin(turn('t2', { now: later(12), until: later(24) }));

      await store.end(turn('t1'));

      assert.equal(await store.begin(turn('t3', { now: later(13), until: later(25) })), false);
    });

    it('holds one conversation and no other', async () => {
      const { store } = opened();
      await store.begin(turn('t1'));

      assert.equal(await store.begin(turn('t2', { conversationId: 'other' })), true);
    });
  });
}
