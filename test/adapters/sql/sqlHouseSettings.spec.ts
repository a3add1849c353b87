import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { atRestWith, type DataKey, sealWith } from '../../../src/adapters/sql/atRest.ts';
import { sqlAuditLog } from '../../../src/adapters/sql/sqlAuditLog.ts';
import { sqlCustomerStore } from '../../../src/adapters/sql/sqlCustomerStore.ts';
import { sqlHouseSettings } from '../../../src/adapters/sql/sqlHouseSettings.ts';
import { describeOnDatabases } from '../../support/databases.ts';

const at = new Date('2026-11-21T14:02:00Z');
const entry = { at, who: 'max', action: 'settings.changed', what: 'x', result: 'done', correlationId: 'c' } as const;
const admins = { name: 'admin', id: '0b3d9a51-4a9c-4a11-9d44-3f6d4f0f6a10' };
const dataKeys: readonly DataKey[] = [{ id: 'main', bytes: Buffer.alloc(32, 7) }];
const intruders = { name: 'admin', id: '6f1f0a3e-7a55-4c83-9a34-0c5d2f7a9b21' };

describeOnDatabases((name, fresh) => {
  describe(`house settings that somebody changed in the database: ${name}`, () => {
    for (const [what, alter] of Object.entries({
      'another group that makes admins': sql`update house_settings set settings = ${JSON.stringify({ roles: [intruders] })}`,
      'another version': sql`update house_settings set version = version + 1`,
      'a proof made without the secret': sql`update house_settings set proof = 'proof'`,
    })) {
      it(`do not count with ${what}, until an admin sets them anew`, async () => {
        const { open, remove } = await fresh();
        const database = await open();
        const settings = sqlHouseSettings(database, sqlAuditLog(database));
        const values = { roles: [admins] };
        await settings.change({ seenVersion: 0, values, by: 'max', at }, entry);

        await database.write((tables) => alter.execute(tables));
        const altered = await settings.read();
        await settings.change({ seenVersion: altered.version, values, by: 'max', at }, entry);
        const mended = await settings.read();

        assert.deepEqual([altered.values, altered.isAltered], [{}, true]);
        assert.deepEqual([mended.values, mended.isAltered], [values, false]);
        await remove();
      });
    }

    it('do not count after a restart either, with a secret that was put in place of the house’s', async () => {
      const { open, remove } = await fresh();
      const database = await open(dataKeys);
      await sqlCustomerStore(database).save({ customerId: '1042', name: 'Ines Duarte' }, 'import');
      const [own, settings] = [Buffer.alloc(32, 1), JSON.stringify({ roles: [intruders] })];
      const proof = atRestWith(sealWith([]), own).keyedHash(`house settings 1 ${settings}`);
      const row = { id: 1, version: 1, settings, proof, set_by: 'max', set_at: at.getTime() };

      await database.write(async (tables) => {
        await sql`update marks set value = ${own.toString('base64')} where mark = 'house-secret'`.execute(tables);
        await tables.insertInto('house_settings').values(row).execute();
      });

      await assert.rejects(open(dataKeys), { name: 'CannotOpenText', message: /marks .*changed outside Earpiece/ });
      await remove();
    });
  });
});
