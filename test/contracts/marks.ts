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
  });
}
