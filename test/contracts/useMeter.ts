import assert from 'node:assert/strict';
import type { Use, UseMeter } from '../../src/ports/useMeter.ts';
import { type Open, withStore } from './opened.ts';

const NOON = new Date('2026-11-02T12:00:00.123Z');
const after = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1000);

/** What every supplier of UseMeter must hold. */
export function describeUseMeter(name: string, open: Open<UseMeter>): void {
  withStore(`use meter: ${name}`, open, (opened) => {
    const use = (key: string, mostPerMinute: number, at: Date): Promise<Use> =>
      opened().store.use([{ key, mostPerMinute }], at);

    it('lets as many through at once as a minute has, and says when there is room again', async () => {
      const uses: Use[] = [];
      for (let count = 0; count < 4; count += 1) uses.push(await use('ada', 3, NOON));

      assert.deepEqual(
        uses.map(({ full }) => full),
        [undefined, undefined, undefined, 0],
      );
      assert.deepEqual(
        uses.slice(0, 3).map(({ weighing }) => weighing[0]),
        [1, 2, 3],
      );
      assert.deepEqual(uses[3]?.roomAt, after(20));
    });

    it('has room again at the moment it names, for one use and no more', async () => {
      for (let count = 0; count < 3; count += 1) await use('ada', 3, NOON);

      const before = await use('ada', 3, new Date(after(20).getTime() - 1));
      const [then, andThen] = [await use('ada', 3, after(20)), await use('ada', 3, after(20))];

      assert.deepEqual([before.full, then.full, andThen.full], [0, undefined, 0]);
    });

    it('has forgotten all of it after a minute', async () => {
      for (let count = 0; count < 9; count += 1) await use('ada', 3, NOON);

      const later = await use('ada', 3, after(60));

      assert.deepEqual(later, { weighing: [1] });
    });

    it('counts one person apart from another', async () => {
      for (let count = 0; count < 5; count += 1) await use('ada', 3, NOON);

      assert.equal((await use('ben', 3, NOON)).full, undefined);
    });

    it('stops at the first that is full and leaves those after it alone', async () => {
      const { store } = opened();
      const own = { key: 'ada', mostPerMinute: 1 };
      const all = { key: 'everybody', mostPerMinute: 3 };
      const refused: Use[] = [];
      for (let count = 0; count < 9; count += 1) refused.push(await store.use([own, all], NOON));

      const next = await store.use([all], NOON);

      assert.equal(refused.at(-1)?.full, 0);
      assert.deepEqual(next.weighing, [2]);
    });

    it('counts processes that use it at once as one', async () => {
      const meters = [opened().store, await opened().again(), await opened().again()];
      const allowances = [
        { key: 'ada', mostPerMinute: 25 },
        { key: 'everybody', mostPerMinute: 1000 },
      ];

      const uses = await Promise.all(
        Array.from({ length: 60 }, (_, count) => meters[count % meters.length]!.use(allowances, NOON)),
      );

      assert.equal(uses.filter(({ full }) => full === undefined).length, 25);
      assert.equal((await meters[0]!.use([allowances[1]!], NOON)).weighing[0], 26);
    });

    it('takes any key, and rates of a million', async () => {
      const key = `x'); drop table uses; -- \0 \ud800 ${'k'.repeat(500)}`;

      const uses = [await use(key, 1_000_000, NOON), await use(key, 1_000_000, NOON)];

      assert.deepEqual(
        uses.map(({ weighing }) => weighing[0]),
        [1, 2],
      );
    });

    it('forgets what weighs on nothing any more', async () => {
      const { store } = opened();
      await use('ada', 3, NOON);
      await use('ben', 3, after(60));

      const pruned = await store.prune(after(30));

      assert.equal(pruned, 1);
      assert.deepEqual((await use('ben', 3, after(60))).weighing, [2]);
    });
  });
}
