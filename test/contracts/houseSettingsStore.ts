import assert from 'node:assert/strict';
import type { HouseChanges } from '../../src/domain/houseSettings.ts';
import type { AuditEntry, AuditLog } from '../../src/ports/auditLog.ts';
import type { HouseSettingsStore } from '../../src/ports/houseSettingsStore.ts';
import { type Open, withStore } from './opened.ts';

const NOON = new Date('2026-11-21T12:00:00.000Z');

/** What every supplier of HouseSettingsStore must hold. */
export function describeHouseSettingsStore(
  name: string,
  open: Open<{ settings: HouseSettingsStore; audit: AuditLog }>,
): void {
  const entry = (correlationId: string): AuditEntry => ({
    ...{ at: NOON, who: 'max', action: 'settings.changed', what: 'wrapUpMinutes 30 -> 20' },
    ...{ result: 'done', correlationId },
  });
  const change = (seenVersion: number, values: HouseChanges) => ({ seenVersion, values, by: 'max', at: NOON });

  withStore(`house settings: ${name}`, open, (opened) => {
    it('are empty at first, and then the last that were kept, for every process', async () => {
      const { store, again } = opened();
      const before = await store.settings.read();

      await store.settings.change(change(0, { wrapUpMinutes: 20 }), entry('one'));
      await store.settings.change(change(1, { dispositions: ['Größe', 'b'] }), entry('two'));

      assert.deepEqual(before, { version: 0, values: {}, isAltered: false });
      assert.deepEqual(await (await again()).settings.read(), {
        version: 2,
        values: { dispositions: ['Größe', 'b'] },
        isAltered: false,
      });
    });

    it('let one of two who saw the same version win, and write down only that one', async () => {
      const { store, again } = opened();
      const other = await again();
      const first = await Promise.all([
        store.settings.change(change(0, { wrapUpMinutes: 20 }), entry('one')),
        other.settings.change(change(0, { wrapUpMinutes: 10 }), entry('two')),
      ]);
      const stale = await other.settings.change(change(0, { wrapUpMinutes: 5 }), entry('three'));

      const { version, values } = await store.settings.read();
      const rows = await Array.fromAsync(store.audit.rows(new Date(0)));

      assert.deepEqual([first.filter(Boolean).length, stale, version], [1, false, 1]);
      const winner = first[0] ? 'one' : 'two';
      assert.equal(values.wrapUpMinutes, winner === 'one' ? 20 : 10);
      assert.deepEqual(
        rows.map(({ correlationId }) => correlationId),
        [winner],
      );
    });
  });
}
