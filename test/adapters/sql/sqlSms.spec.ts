import assert from 'node:assert/strict';
import { sqlAuditLog } from '../../../src/adapters/sql/sqlAuditLog.ts';
import type { Database } from '../../../src/adapters/sql/database.ts';
import type { DataKey } from '../../../src/adapters/sql/atRest.ts';
import { sqlSmsOutbox } from '../../../src/adapters/sql/sqlSmsOutbox.ts';
import { sqlSubscribers } from '../../../src/adapters/sql/sqlSubscribers.ts';
import type { Open } from '../../contracts/opened.ts';
import { describeSmsOutbox } from '../../contracts/smsOutbox.ts';
import { describeSubscribers } from '../../contracts/subscribers.ts';
import { describeOnDatabases, type FreshDatabase } from '../../support/databases.ts';

const dataKeys: readonly DataKey[] = [{ id: 'main', bytes: Buffer.alloc(32, 7) }];

describeOnDatabases((name, fresh) => {
  const withAudit = (database: Database) => {
    const audit = sqlAuditLog(database);
    return { audit, smsOutbox: sqlSmsOutbox(database, audit) };
  };
  describeSmsOutbox(name, on(fresh, withAudit));
  describeSmsOutbox(`${name}, sealed`, on(fresh, withAudit, dataKeys));
  describeSubscribers(name, on(fresh, sqlSubscribers));
  describeSubscribers(`${name}, sealed`, on(fresh, sqlSubscribers, dataKeys));

  it(`holds no number in the open with a key: ${name}`, async () => {
    const place = await fresh();
    const database = await place.open(dataKeys);
    await sqlSubscribers(database).save({ number: '+447700900123', language: 'en', isOptedOut: false, isQuiet: false });

    const rows = await database.read((tables) => tables.selectFrom('subscribers').selectAll().execute());

    await place.remove();
    assert.equal(rows.length, 1);
    assert.doesNotMatch(JSON.stringify(rows), /700900123/);
  });
});

function on<Store>(
  fresh: () => Promise<FreshDatabase>,
  storeOf: (database: Database) => Store,
  keys: readonly DataKey[] = [],
): Open<Store> {
  return async () => {
    const place = await fresh();
    const again = async () => storeOf(await place.open(keys));
    return { store: await again(), again, close: () => place.remove() };
  };
}
