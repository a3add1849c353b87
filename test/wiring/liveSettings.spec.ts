import assert from 'node:assert/strict';
import { sqlAuditLog } from '../../src/adapters/sql/sqlAuditLog.ts';
import { sqlHouseSettings } from '../../src/adapters/sql/sqlHouseSettings.ts';
import { readConfig } from '../../src/wiring/config.ts';
import { liveSettings } from '../../src/wiring/liveSettings.ts';
import { freshSqlite, type FreshDatabase } from '../support/databases.ts';

const at = new Date('2026-11-21T14:02:00Z');
const entry = { at, who: 'max', action: 'settings.changed', what: 'x', result: 'done', correlationId: 'c' } as const;

describe('settings while the house runs', () => {
  let fresh: FreshDatabase;
  beforeEach(async () => {
    fresh = await freshSqlite();
  });
  afterEach(() => fresh.remove());
  const process = async (environment: NodeJS.ProcessEnv = {}) => {
    const database = await fresh.open();
    return liveSettings(readConfig(environment), sqlHouseSettings(database, sqlAuditLog(database)));
  };

  it('reach another process when it looks again, in the same list', async () => {
    const [one, other] = [await process(), await process()];
    const { dispositions, tokenLimits } = other;
    const { values } = await one.desk.read();
    await one.desk.change(
      { seenVersion: 0, by: 'max', at, values: { ...values, dispositions: ['Complaint'], tokensPerCall: 7 } },
      entry,
    );

    await other.refresh();

    assert.deepEqual([[...dispositions], tokenLimits.perCall], [['Complaint'], 7]);
  });

  it('follow their default again when they are put back to it', async () => {
    const one = await process();
    const { values } = await one.desk.read();
    await one.desk.change({ seenVersion: 0, by: 'max', at, values: { ...values, wrapUpMinutes: 5 } }, entry);
    await one.desk.change({ seenVersion: 1, by: 'max', at, values }, entry);

    const later = await process({ RETENTION_DAYS: '3', WRAP_UP_MINUTES: '9' });

    assert.deepEqual([one.wrapUpMs, later.wrapUpMs, later.retentionDays], [30 * 60_000, 9 * 60_000, 3]);
  });
});
