import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { ftsIndex } from '../../../src/adapters/fts/ftsIndex.ts';
import { openDatabase } from '../../../src/adapters/sql/openDatabase.ts';
import { describeOnDatabases } from '../../support/databases.ts';
import { BOT_TOKEN, identityEndpoint } from '../../support/identityEndpoint.ts';

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

describeOnDatabases((name, fresh) => {
  if (name !== 'PostgreSQL') return;

  describe('PostgreSQL without a password in its address', () => {
    it('is entered by the managed identity, from the search thread too', async () => {
      const identity = await identityEndpoint();
      const { databaseUrl = '', dataDir, remove } = await fresh();
      const place = { databaseUrl: await asIdentity(databaseUrl), databaseIdentity: randomUUID(), dataDir };

      const database = await openDatabase(place);
      const index = ftsIndex(place, log);
      await index.ready();
      const documents = await index.countDocuments([]);

      await index.close();
      await database.close();
      await remove();
      assert.equal(documents, 0);
      assert.deepEqual(identity.broken, []);
      assert.ok(identity.asked.includes(place.databaseIdentity));
    });

    it('stays closed to the identity where the address has a password of its own', async () => {
      const { databaseUrl = '', dataDir, remove } = await fresh();
      const address = new URL(await asIdentity(databaseUrl));
      address.password = 'an old password';

      const opening = openDatabase({ databaseUrl: address.href, databaseIdentity: randomUUID(), dataDir });

      await assert.rejects(opening, (error: Error) => (error.cause as { code?: string }).code === '28P01');
      await remove();
    });
  });
});

/** A role whose password is the token that the identity shows, and the address without any. */
async function asIdentity(databaseUrl: string): Promise<string> {
  const role = `identity_${randomUUID().slice(0, 8)}`;
  const schema = /search_path=(\w+)/.exec(decodeURIComponent(databaseUrl))?.[1];
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`create role ${role} login password '${BOT_TOKEN}'; grant all on schema ${schema} to ${role}`);
  await client.end();
  const address = new URL(databaseUrl);
  address.username = role;
  address.password = '';
  return address.href;
}
