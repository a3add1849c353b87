import assert from 'node:assert/strict';
import type { AwaitedFile, AwaitedFiles } from '../../src/ports/awaitedFiles.ts';
import { type Open, withStore } from './opened.ts';

const NOON = new Date('2026-11-02T12:00:00Z');
const later = (ms: number): Date => new Date(NOON.getTime() + ms);

const aFile = (over: Partial<AwaitedFile> = {}): Omit<AwaitedFile, 'attempts'> => ({
  ...{ callId: 'call-1', kind: 'transcript', address: 'https://calls.example/1?key=secret', at: NOON, since: NOON },
  ...over,
});

/** What every supplier of AwaitedFiles must hold. */
export function describeAwaitedFiles(name: string, open: Open<AwaitedFiles>): void {
  withStore(`files of calls to be fetched: ${name}`, open, (opened) => {
    const claim = (store: AwaitedFiles, over: Partial<Parameters<AwaitedFiles['claim']>[0]> = {}) =>
      store.claim({ kind: 'transcript', worker: 'one', now: NOON, heldUntil: later(60_000), most: 10, ...over });

    it('keeps one file a call, as it was named first', async () => {
      const { store } = opened();

      const added = [await store.add(aFile()), await store.add(aFile({ address: 'https://calls.example/2' }))];

      assert.deepEqual(added, [true, false]);
      assert.deepEqual(await store.find('call-1'), { kind: 'transcript', state: 'waiting' });
      assert.equal(await store.find('call-2'), undefined);
      assert.deepEqual(await claim(store), [{ ...aFile(), attempts: 0 }]);
    });

    it('gives a file to one of two processes, by its kind, and again when the hold is over', async () => {
      const { store, again } = opened();
      const other = await again();
      await store.add(aFile({ kind: 'recording', agentChannel: 1 }));

      const wrongKind = await claim(store);
      const claims = await Promise.all([
        claim(store, { kind: 'recording' }),
        claim(other, { kind: 'recording', worker: 'two' }),
      ]);
      const after = await claim(other, { kind: 'recording', worker: 'two', now: later(60_000) });

      assert.deepEqual(wrongKind, []);
      assert.equal(claims.flat().length, 1);
      assert.equal(after[0]?.agentChannel, 1);
    });

    it('forgets the file of one call, and of no other', async () => {
      const { store } = opened();
      await store.add(aFile());
      await store.add(aFile({ callId: 'call-2' }));

      await store.forgetCall('call-1');

      assert.deepEqual([await store.find('call-1'), (await store.find('call-2'))?.state], [undefined, 'waiting']);
    });

    it('lets a file wait until it is due, for whoever holds it', async () => {
      const { store } = opened();
      await store.add(aFile());
      await claim(store);

      await store.putOff('call-1', { worker: 'another', dueAt: NOON });
      const stillHeld = await claim(store);
      await store.putOff('call-1', { worker: 'one', dueAt: later(10_000) });
      const early = await claim(store, { now: later(9_999) });
      const due = await claim(store, { now: later(10_000) });

      assert.deepEqual([stillHeld, early], [[], []]);
      assert.equal(due[0]?.attempts, 1);
    });

    it('gives out nothing that has arrived or failed, and waits again for what failed', async () => {
      const { store } = opened();
      await store.add(aFile());
      await claim(store);
      await store.settle('call-1', { worker: 'one', state: 'failed' });
      const failed = await store.find('call-1');

      const again = await store.add(aFile({ address: 'https://calls.example/3', since: later(1000) }));
      const claimed = await claim(store, { now: later(1000) });
      await store.settle('call-1', { worker: 'one', state: 'arrived' });
      const third = await store.add(aFile());

      assert.deepEqual(
        [failed?.state, again, claimed[0]?.address, third],
        ['failed', true, 'https://calls.example/3', false],
      );
      assert.equal((await store.find('call-1'))?.state, 'arrived');
      assert.deepEqual(await claim(store, { now: later(120_000) }), []);
    });

    it('forgets old files', async () => {
      const { store } = opened();
      await store.add(aFile());

      const pruned = [await store.prune(NOON), await store.prune(later(1))];

      assert.deepEqual([pruned, await store.find('call-1')], [[0, 1], undefined]);
    });
  });
}
