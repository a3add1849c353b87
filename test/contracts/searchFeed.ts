import assert from 'node:assert/strict';
import type { SearchFeed } from '../../src/ports/searchFeed.ts';
import { type Open, withStore } from './opened.ts';

const NOW = new Date('2026-11-02T09:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

/** What every supplier of SearchFeed must hold. */
export function describeSearchFeed(name: string, open: Open<SearchFeed>): void {
  withStore(`search feed: ${name}`, open, (opened) => {
    const one = { target: 'https://one', worker: 'a' };

    it('knows of each index apart how far it was fed, for every process', async () => {
      const { store, again } = opened();
      const before = await store.fedUpTo('https://one');
      await store.claim(one, NOW, later(60));

      const noted = await store.arrived(one, { revision: 7, vectorRevision: 3 }, new Map());

      assert.deepEqual([before, noted], [{ revision: 0, vectorRevision: 0 }, true]);
      assert.deepEqual(await (await again()).fedUpTo('https://one'), { revision: 7, vectorRevision: 3 });
      assert.deepEqual(await store.fedUpTo('https://two'), { revision: 0, vectorRevision: 0 });
    });

    it('lets one process feed at a time, and takes no word of one whose time is over', async () => {
      const { store, again } = opened();
      const other = { ...one, worker: 'b' };
      const claims = [
        await store.claim(one, NOW, later(60)),
        await (await again()).claim(other, later(59), later(90)),
        await (await again()).claim(other, later(60), later(90)),
      ];

      const late = await store.arrived(one, { revision: 9, vectorRevision: 9 }, new Map([['d', 4]]));

      assert.deepEqual([claims, late], [[true, false, true], false]);
      assert.deepEqual((await store.fedUpTo('https://one')).revision, 0);
      assert.deepEqual(await store.passagesOf('https://one', ['d']), new Map());
    });

    it('expects the most that may have arrived until it knows', async () => {
      const { store } = opened();
      await store.claim(one, NOW, later(60));
      await store.sending('https://one', new Map([['d', 5], ['e', 2]])); // prettier-ignore
      await store.sending('https://one', new Map([['d', 3]]));
      const unsure = await store.passagesOf('https://one', ['d', 'e', 'f']);

      await store.arrived(one, { revision: 1, vectorRevision: 0 }, new Map([['d', 3], ['e', 0]])); // prettier-ignore

      assert.deepEqual([...unsure].sort(), [['d', 5], ['e', 2]]); // prettier-ignore
      assert.deepEqual([...(await store.passagesOf('https://one', ['d', 'e']))], [['d', 3]]);
    });
  });
}
