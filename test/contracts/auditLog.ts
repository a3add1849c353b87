import assert from 'node:assert/strict';
import type { AuditEntry, AuditLog, AuditRow } from '../../src/ports/auditLog.ts';
import { type Open, withStore } from './opened.ts';

const NOON = new Date('2026-11-02T12:00:00.123Z');

/** What every supplier of AuditLog must hold. */
export function describeAuditLog(name: string, open: Open<AuditLog>): void {
  withStore(`audit log: ${name}`, open, (opened) => {
    it('keeps who did what, when, with which result, and of what was said only a hash', async () => {
      const { store } = opened();
      const entry = anEntry({
        tenantId: 'tenant',
        reason: 'too-long',
        versions: ['roaming-0-abc'],
        content: 'My PIN?',
      });

      await store.write(entry);

      const [{ chainId, contentHash, ...row } = assert.fail('There is no row.')] = await all(store.rows(NOON));
      const { content: _content, ...kept } = entry;
      assert.deepEqual(row, { ...kept, row: 1 });
      assert.match(chainId, /./);
      assert.match(contentHash ?? '', /^[\w-]{43}$/);
    });

    it('gives the same words the same hash on every process', async () => {
      const { store, again } = opened();
      const other = await again();

      await store.write(anEntry({ content: 'My PIN?' }));
      await other.write(anEntry({ content: 'My PIN?' }));
      await other.write(anEntry({ content: 'My pin?' }));

      const [one, two, three] = (await all(store.rows(NOON))).map(({ contentHash }) => contentHash);
      assert.equal(one, two);
      assert.notEqual(two, three);
    });

    it('keeps what many write at once in one chain per process, and finds it as it was written', async () => {
      const { store, again } = opened();
      const logs = [store, await again(), await again()];

      await Promise.all(
        logs.flatMap((log, process) =>
          Array.from({ length: 30 }, (_, index) => log.write(anEntry({ what: `${process}: conversation ${index}` }))),
        ),
      );

      const rows = await all(store.rows(NOON));
      assert.equal(new Set(rows.map(({ what }) => what)).size, 90);
      assert.equal(new Set(rows.map(({ chainId }) => chainId)).size, 3);
      assert.deepEqual(await store.verify(), { rows: 90, chains: 3 });
    });

    it('verifies an empty log', async () => {
      assert.deepEqual(await opened().store.verify(), { rows: 0, chains: 0 });
    });

    it('takes hostile words without losing the row or its neighbours', async () => {
      const { store } = opened();
      const hostile = ['half \ud83d', 'nul \0 nul', 'x'.repeat(1_000_000), '"],["', "'; drop table audit_rows; --"];

      await Promise.all(
        hostile.map((text) => store.write(anEntry({ what: text, reason: text, content: text, versions: [text] }))),
      );

      assert.deepEqual(await store.verify(), { rows: 5, chains: 1 });
      assert.ok((await all(store.rows(NOON))).every(({ what }) => what.length <= 400));
    });

    it('lists rows since a moment', async () => {
      const { store } = opened();
      await store.write(anEntry({ at: minutesAfterNoon(-1), what: 'before' }));
      await store.write(anEntry({ at: NOON, what: 'since' }));

      const rows = await all(store.rows(NOON));

      assert.deepEqual(
        rows.map(({ what }) => what),
        ['since'],
      );
    });

    it('drops what is past its time and can still be verified, and goes on', async () => {
      const { store, again } = opened();
      const other = await again();
      for (const minutes of [-3, -2, 1, 2]) await store.write(anEntry({ at: minutesAfterNoon(minutes) }));
      await other.write(anEntry({ at: minutesAfterNoon(-5) }));

      const dropped = await other.prune(NOON);
      await store.write(anEntry({ at: minutesAfterNoon(3) }));
      await other.write(anEntry({ at: minutesAfterNoon(3) }));

      assert.equal(dropped, 3);
      assert.deepEqual(await store.verify(), { rows: 4, chains: 2 });
      assert.equal(await store.prune(NOON), 0);
    });

    it('keeps an old row behind a newer one, so that no hole is left', async () => {
      const { store } = opened();
      for (const minutes of [-2, 1, -1, 2]) await store.write(anEntry({ at: minutesAfterNoon(minutes) }));

      const dropped = await store.prune(NOON);

      assert.equal(dropped, 1);
      assert.deepEqual(await store.verify(), { rows: 3, chains: 1 });
    });

    it('writes down how far all chains have come, at first and when one has grown', async () => {
      const { store, again } = opened();
      const other = await again();
      await other.write(anEntry());
      await other.write(anEntry());

      await store.checkpoint(NOON);

      const checkpoints = (await all(store.rows(NOON))).filter(({ action }) => action === 'checkpoint');
      assert.equal(checkpoints.length, 1);
      assert.match(checkpoints[0]?.versions[0] ?? '', /",2,"/);
      assert.deepEqual(await store.verify(), { rows: 3, chains: 2 });
    });
  });
}

/** A question, unless the claim says otherwise. */
export function anEntry(what: Partial<AuditEntry> = {}): AuditEntry {
  return {
    ...{ at: NOON, who: 'ada', action: 'question', what: 'conversation chat', result: 'answered' },
    ...{ correlationId: 'answer-1', versions: [] },
    ...what,
  };
}

/** Everything that comes, as a list. */
export async function all(rows: AsyncIterable<AuditRow>): Promise<AuditRow[]> {
  return Array.fromAsync(rows);
}

function minutesAfterNoon(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * 60_000);
}
