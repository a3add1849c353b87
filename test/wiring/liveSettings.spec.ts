import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { sqlAuditLog } from '../../src/adapters/sql/sqlAuditLog.ts';
import { sqlHouseSettings } from '../../src/adapters/sql/sqlHouseSettings.ts';
import { namedIdText } from '../../src/domain/namedId.ts';
import { readConfig } from '../../src/wiring/config.ts';
import { keptSettings } from '../../src/wiring/doctor/doctorSignIn.ts';
import { liveSettings } from '../../src/wiring/liveSettings.ts';
import { freshSqlite, type FreshDatabase } from '../support/databases.ts';

const [ADMINS, LEADS] = ['0b3d9a51-4a9c-4a11-9d44-3f6d4f0f6a10', '6f1f0a3e-7a55-4c83-9a34-0c5d2f7a9b21'];
const signedIn = {
  ...{ BOT_ID: LEADS, BOT_TYPE: 'UserAssignedMsi', BOT_TENANT_ID: LEADS },
  ...{ AAD_APP_CLIENT_ID: ADMINS, AAD_APP_CLIENT_SECRET: 'secret' },
  DATA_KEY: `main:${Buffer.alloc(32, 7).toString('base64')}`,
};
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

  it('bring groups and roles to another process in the same lists, beside those of the environment', async () => {
    const environment = { ...signedIn, ROLE_MAP: `admin=${ADMINS}` };
    const [one, other] = [await process(environment), await process(environment)];
    const { roles, groups } = other.signIn!;
    const { values } = await one.desk.read();
    const added = {
      roles: [
        { name: 'supervisor', id: LEADS },
        { name: 'admin', id: ADMINS },
      ],
      groups: [{ name: 'team', id: LEADS }],
    };
    await one.desk.change({ seenVersion: 0, by: 'max', at, values: { ...values, ...added } }, entry);

    await other.refresh();

    assert.deepEqual(roles.map(namedIdText), [`admin=${ADMINS}`, `supervisor=${LEADS}`]);
    assert.deepEqual(groups.map(namedIdText), [`team=${LEADS}`]);
    assert.deepEqual((await process({})).signIn, undefined);
  });

  it('fall back to the environment when the database was altered, and doctor says so', async () => {
    const environment = { ...signedIn, ROLE_MAP: `admin=${ADMINS}` };
    const one = await process(environment);
    const { values } = await one.desk.read();
    const roles = [{ name: 'supervisor', id: LEADS }];
    await one.desk.change({ seenVersion: 0, by: 'max', at, values: { ...values, roles } }, entry);
    const database = await fresh.open();
    const planted = JSON.stringify({ roles: [{ name: 'admin', id: LEADS }] });
    await database.write((tables) => sql`update house_settings set settings = ${planted}`.execute(tables));

    await one.refresh();

    assert.deepEqual([one.signIn!.roles.map(namedIdText), one.isAltered], [[`admin=${ADMINS}`], true]);
    assert.deepEqual(
      keptSettings(one).map(({ check, state }) => [check, state]),
      [['settings', 'fail']],
    );
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
