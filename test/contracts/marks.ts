import assert from 'node:assert/strict';
import type { Marks } from '../../src/ports/marks.ts';
import { type Open, withStore } from './opened.ts';

/** What every supplier of Marks must hold. */
export function describeMarks(name: string, open: Open<Marks>): void {
  withStore(`marks: ${name}`, open, (opened) => {
    it('remembers the last value under a key, for every process', async () => {
      const { store, again } = opened();
      const before = await store.get('sample-removed');

      await store.set('sample-removed', 'yes');
      await store.set('sample-removed', 'no');

      assert.deepEqual([before, await (await again()).get('sample-removed')], [undefined, 'no']);
    });

    it('gives all processes that put a value under an empty key at once the same one', async () => {
      const { again } = opened();
      const processes = await Promise.all([again(), again(), again()]);

      const seen = await Promise.all(processes.map((marks, index) => marks.setOnce('key', `value ${index}`)));

      assert.equal(new Set(seen).size, 1);
      assert.equal(await processes[0]?.get('key'), seen[0]);
    });

    it('keeps what stands under a key when a value is to be put there only once', async () => {
      const { store } = opened();
      await store.set('key', 'first');

      const seen = await store.setOnce('key', 'second');

      assert.deepEqual([seen, await store.get('key')], ['first', 'first']);
    });
  });
}
