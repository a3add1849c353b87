import assert from 'node:assert/strict';
import type { FollowedItem, FollowedSources } from '../../src/ports/followedSources.ts';
import { type Open, withStore } from './opened.ts';

const NOW = new Date('2026-11-02T09:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const anItem = (over: Partial<FollowedItem> = {}): FollowedItem => ({
  itemId: '01ABC',
  file: 'tariffs/2026.pdf',
  version: '"v1"',
  bytes: 5_000_000_000,
  groups: null,
  state: 'due',
  ...over,
});

/** What every supplier of FollowedSources must hold. */
export function describeFollowedSources(name: string, open: Open<FollowedSources>): void {
  withStore(`followed sources: ${name}`, open, (opened) => {
    const one = { sourceId: 'sharepoint:one', worker: 'a' };

    it('knows how far each source was followed, for every process', async () => {
      const { store, again } = opened();
      const before = await store.find('sharepoint:one');
      await store.claim(one, NOW, later(60));
      await store.note(one, { cursor: 'https://delta?token=1', trouble: 'Away.' });

      await store.note(one, { cursor: 'https://delta?token=2', lookedAt: NOW });

      const expected = { sourceId: 'sharepoint:one', cursor: 'https://delta?token=2', lookedAt: NOW };
      assert.deepEqual([before, await (await again()).find('sharepoint:one')], [undefined, expected]);
      assert.deepEqual(await store.list(), [expected]);
    });

    it('lets one process follow at a time, and takes no word of one whose time is over', async () => {
      const { store, again } = opened();
      const other = { ...one, worker: 'b' };
      const claims = [
        await store.claim(one, NOW, later(60)),
        await (await again()).claim(other, later(59), later(90)),
        await store.claim(one, later(59), later(60)),
        await (await again()).claim(other, later(60), later(90)),
      ];

      const late = [
        await store.note(one, { cursor: 'late' }),
        await store.keep(one, [anItem()]),
        await store.drop(one, ['01ABC']),
      ];

      assert.deepEqual([claims, late], [[true, false, true, true], [false, false, false]]); // prettier-ignore
      assert.deepEqual([await store.find(one.sourceId), await store.items(one.sourceId)], [{ sourceId: one.sourceId }, []]); // prettier-ignore
    });

    it('keeps documents as they were last listed, each source its own', async () => {
      const { store } = opened();
      const two = { ...one, sourceId: 'blob:two' };
      await store.claim(one, NOW, later(60));
      await store.claim(two, NOW, later(60));
      await store.keep(one, [anItem(), anItem({ itemId: '02', file: 'b.md', groups: [], notice: 'Link.' })]);
      await store.keep(two, [anItem({ version: '"other"' })]);

      const refused = anItem({ version: '"v2"', groups: ['team'], state: 'refused', sentence: 'It is damaged.' });
      await store.keep(one, [{ ...refused, url: 'https://contoso.sharepoint.com/a.pdf' }]);
      await store.drop(one, ['02', 'unknown']);

      assert.deepEqual(await store.items('sharepoint:one'), [
        { ...refused, url: 'https://contoso.sharepoint.com/a.pdf' },
      ]);
      assert.equal((await store.items('blob:two'))[0]?.version, '"other"');
    });

    it('forgets a source with all its documents', async () => {
      const { store } = opened();
      await store.claim(one, NOW, later(60));
      await store.keep(one, [anItem()]);

      await store.forget(one.sourceId);

      assert.deepEqual([await store.list(), await store.items(one.sourceId)], [[], []]);
      assert.equal(await store.keep(one, [anItem()]), false);
    });
  });
}
