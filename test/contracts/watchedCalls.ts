import assert from 'node:assert/strict';
import type { WatchedCalls, WatchState } from '../../src/ports/watchedCalls.ts';
import { type Open, withStore } from './opened.ts';

const NOON = new Date('2026-11-21T12:00:00.000Z');
const later = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);

/** What every supplier of WatchedCalls must hold. */
export function describeWatchedCalls(name: string, open: Open<WatchedCalls>): void {
  const state = (over: Partial<WatchState> = {}): WatchState => ({
    ...{ callId: 'call-1', nextSeq: 5, level: 'watch', detection: '{"turns":5}', heardAt: NOON },
    ...over,
  });

  withStore(`watched calls: ${name}`, open, (opened) => {
    it('keeps how far a call has come, for another process to go on from', async () => {
      const { store, again } = opened();
      const facts = { setting: 'contact-centre', direction: 'inbound', queue: 'billing' } as const;
      await store.note('call-1', { ...facts, callerKey: 'hash', lineKey: 'line', calledRange: '44207' }, NOON);

      const saved = await store.save([state()]);

      const expected = { ...state(), ...facts, callerKey: 'hash', lineKey: 'line', calledRange: '44207' };
      assert.deepEqual(saved, [expected]);
      assert.deepEqual(await (await again()).find('call-1'), expected);
      assert.equal(await store.find('unheard-of'), undefined);
    });

    it('does not let a process that lost the call undo what the next one has heard', async () => {
      const { store, again } = opened();
      const other = await again();
      await store.save([state({ nextSeq: 9, level: 'scam' })]);

      const [kept] = await other.save([state({ nextSeq: 7, level: 'watch' })]);

      assert.deepEqual([kept?.nextSeq, kept?.level], [9, 'scam']);
    });

    it('adds what is told of a call later, and keeps what was known', async () => {
      const { store } = opened();
      await store.save([state()]);
      await store.note('call-1', { setting: 'subscriber' }, NOON);
      await store.note('call-1', { setting: 'contact-centre', queue: 'sales' }, NOON);

      const call = await store.find('call-1');

      assert.deepEqual([call?.setting, call?.queue, call?.nextSeq], ['subscriber', 'sales', 5]);
    });

    it('ends a call once, also one it never heard of, and still hears what is told late', async () => {
      const { store } = opened();
      await store.save([state()]);

      const ends = [
        await store.end('call-1', later(1)),
        await store.end('call-1', later(2)),
        await store.end('x', NOON),
      ];
      const [kept] = await store.save([state({ nextSeq: 6 })]);

      assert.deepEqual(ends, [true, false, true]);
      assert.deepEqual([kept?.endedAt, kept?.nextSeq], [later(1), 6]);
    });

    it('names calls without an end that have long been silent, and forgets old ones', async () => {
      const { store } = opened();
      await store.save([state({ callId: 'old' }), state({ callId: 'new', heardAt: later(10) })]);
      await store.save([state({ callId: 'ended' })]);
      await store.end('ended', NOON);

      assert.deepEqual(await store.silentSince(later(5), 10), ['old']);
      assert.equal(await store.prune(later(5)), 2);
      assert.equal((await store.find('new'))?.callId, 'new');
    });

    it('keeps a thousand calls at once', async () => {
      const { store } = opened();

      const saved = await store.save(Array.from({ length: 1_000 }, (_, at) => state({ callId: `call-${at}` })));

      assert.equal(saved.length, 1_000);
    });
  });
}
