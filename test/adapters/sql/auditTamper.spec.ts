import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Database } from '../../../src/adapters/sql/database.ts';
import { sqlAuditLog } from '../../../src/adapters/sql/sqlAuditLog.ts';
import type { AuditLog } from '../../../src/ports/auditLog.ts';
import { anEntry } from '../../contracts/auditLog.ts';
import { describeOnDatabases, type FreshDatabase } from '../../support/databases.ts';

const NOON = new Date('2026-11-02T12:00:00.123Z');

/** What somebody may do who can write to the database and has no key. */
const TAMPERING: Readonly<Record<string, { statements: readonly string[]; why: RegExp; row?: number }>> = {
  'another person in a row': {
    statements: ["update audit_rows set who = 'ben' where seq = 2"],
    why: /changed/,
    row: 2,
  },
  'another tenant in a row': {
    statements: ["update audit_rows set tenant_id = 'other' where seq = 2"],
    why: /changed/,
    row: 2,
  },
  'another time in a row': { statements: ['update audit_rows set at = at + 1 where seq = 2'], why: /changed/, row: 2 },
  'another action': { statements: ["update audit_rows set action = 'search' where seq = 2"], why: /changed/, row: 2 },
  'another subject': { statements: ["update audit_rows set what = 'x' where seq = 2"], why: /changed/, row: 2 },
  'another result': { statements: ["update audit_rows set result = 'refused' where seq = 2"], why: /changed/, row: 2 },
  'another reason': { statements: ["update audit_rows set reason = 'x' where seq = 2"], why: /changed/, row: 2 },
  'another correlation': {
    statements: ["update audit_rows set correlation_id = 'x' where seq = 2"],
    why: /changed/,
    row: 2,
  },
  'other versions': { statements: [`update audit_rows set versions = '["x"]' where seq = 2`], why: /changed/, row: 2 },
  'another hash of what was said': {
    statements: ["update audit_rows set content_hash = 'x' where seq = 2"],
    why: /changed/,
    row: 2,
  },
  'a word moved from one column to the next': {
    statements: ['update audit_rows set what = result, result = what where seq = 2'],
    why: /changed/,
    row: 2,
  },
  'another code of a row': { statements: ["update audit_rows set mac = 'x' where seq = 2"], why: /changed/, row: 2 },
  'a row taken out of the middle': { statements: ['delete from audit_rows where seq = 3'], why: /gone/, row: 3 },
  'the first row taken out': { statements: ['delete from audit_rows where seq = 1'], why: /gone/, row: 1 },
  'the first row taken out as if it were past its time': {
    statements: ['delete from audit_rows where seq = 1', 'update audit_chains set pruned = 1'],
    why: /chain was changed/,
  },
  'the last row taken out': { statements: ['delete from audit_rows where seq = 5'], why: /end are gone/, row: 5 },
  'the last row taken out and the count with it': {
    statements: ['delete from audit_rows where seq = 5', 'update audit_chains set rows = 4'],
    why: /chain was changed/,
  },
  'the last row taken out, the count and the end put right': {
    statements: [
      'delete from audit_rows where seq = 5',
      'update audit_chains set rows = 4, head = (select mac from audit_rows where seq = 4)',
    ],
    why: /chain was changed/,
  },
  'all rows taken out': { statements: ['delete from audit_rows'], why: /end are gone/, row: 1 },
  'the whole chain taken out': {
    statements: ['delete from audit_rows', 'delete from audit_chains'],
    why: /chain 1 is gone/,
  },
  'the whole chain taken out and the list emptied but for its code': {
    statements: ['delete from audit_rows', 'delete from audit_chains', 'update audit_registry set chains = 0'],
    why: /list of chains was changed/,
  },
  'a row put in at the end': {
    statements: [
      'insert into audit_rows select chain_id, 6, at, who, tenant_id, action, what, result, reason, correlation_id, versions, content_hash, mac from audit_rows where seq = 5',
    ],
    why: /changed/,
    row: 6,
  },
  'a row put in before the first': {
    statements: [
      'insert into audit_rows select chain_id, 0, at, who, tenant_id, action, what, result, reason, correlation_id, versions, content_hash, mac from audit_rows where seq = 1',
    ],
    why: /put in/,
    row: 0,
  },
  'a row of a chain that never was': {
    statements: [
      "insert into audit_rows select 'made up', seq, at, who, tenant_id, action, what, result, reason, correlation_id, versions, content_hash, mac from audit_rows where seq = 1",
    ],
    why: /belongs to no chain/,
    row: 1,
  },
  'two rows that change places': {
    statements: [
      'update audit_rows set seq = 99 where seq = 2',
      'update audit_rows set seq = 2 where seq = 3',
      'update audit_rows set seq = 3 where seq = 99',
    ],
    why: /changed/,
    row: 2,
  },
  'a chain under another name': {
    statements: ["update audit_rows set chain_id = 'x'", "update audit_chains set chain_id = 'x'"],
    why: /chain was changed/,
  },
  'a chain that began at another time': {
    statements: ['update audit_chains set started_at = started_at + 1'],
    why: /chain was changed/,
  },
};

describeOnDatabases((name, fresh) => {
  describe(`a tampered audit log: ${name}`, () => {
    let place: FreshDatabase;
    let database: Database;
    let log: AuditLog;
    beforeEach(async () => {
      place = await fresh();
      database = await place.open();
      log = sqlAuditLog(database);
    });
    afterEach(() => place.remove());

    const run = (...statements: readonly string[]) =>
      database.write(async (tables) => {
        for (const statement of statements) await sql.raw(statement).execute(tables);
      });

    for (const [what, { statements, why, row }] of Object.entries(TAMPERING)) {
      it(`shows ${what}`, async () => {
        for (let index = 1; index <= 5; index += 1) await log.write(anEntry({ what: `conversation ${index}` }));
        assert.equal((await log.verify()).firstBad, undefined);

        await run(...statements);

        const { firstBad } = await log.verify();
        assert.match(firstBad?.why ?? 'nothing found', why);
        assert.equal(firstBad?.row, row);
      });
    }

    it('shows a chain that was put back to an earlier state, once another one had seen the later', async () => {
      await log.write(anEntry());
      await run(
        'create table kept_rows as select * from audit_rows',
        'create table kept as select * from audit_chains',
      );
      await log.write(anEntry());
      const other = sqlAuditLog(await place.open());
      await other.checkpoint(NOON);
      const first = '(select chain_id from kept)';

      await run(
        `delete from audit_rows where chain_id in ${first} and seq > 1`,
        `update audit_chains set rows = 1, head = (select head from kept), head_mac = (select head_mac from kept) where chain_id in ${first}`,
      );

      assert.match((await log.verify()).firstBad?.why ?? '', /cut short or put back/);
    });

    it('does not put a changed list of chains right again when the next process begins', async () => {
      await log.write(anEntry());
      await sqlAuditLog(await place.open()).write(anEntry());
      await run(
        'delete from audit_rows where chain_id in (select chain_id from audit_chains where ordinal = 2)',
        'delete from audit_chains where ordinal = 2',
        'update audit_registry set chains = 1',
      );

      await sqlAuditLog(await place.open()).write(anEntry());

      assert.match((await log.verify()).firstBad?.why ?? '', /list of chains was changed/);
    });

    it('goes on in a new chain after a write that failed, and verifies', async () => {
      await log.write(anEntry({ what: 'before' }));
      await run('alter table audit_rows rename to away');
      await assert.rejects(() => log.write(anEntry({ what: 'lost' })), /nothing was done/);
      await run('alter table away rename to audit_rows');

      await log.write(anEntry({ what: 'after' }));

      assert.deepEqual(await log.verify(), { rows: 2, chains: 2 });
    });
  });
});
