import assert from 'node:assert/strict';
import type { Admins } from '../../src/ports/admins.ts';
import { type Open, withStore } from './opened.ts';

const NOON = new Date('2026-11-21T12:00:00.000Z');
const LATER = new Date('2026-11-21T12:00:00.001Z');

/** What every supplier of Admins must hold. */
export function describeAdmins(name: string, open: Open<Admins>): void {
  withStore(`admins: ${name}`, open, (opened) => {
    it('names everybody once, the latest first, and nobody from before', async () => {
      const { store, again } = opened();
      await store.note('max', NOON);
      await store.note('mia', NOON);
      await store.note('max', LATER);

      const other = await again();

      assert.deepEqual(await other.list(NOON), ['max', 'mia']);
      assert.deepEqual(await other.list(LATER), ['max']);
    });
  });
}
