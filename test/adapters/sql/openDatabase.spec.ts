import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { sql } from 'kysely';
import type { Database } from '../../../src/adapters/sql/database.ts';
import { DatabaseTooNew, DatabaseUnavailable } from '../../../src/adapters/sql/databaseErrors.ts';
import { type DatabasePlace, openDatabase, openReadOnly } from '../../../src/adapters/sql/openDatabase.ts';
import { sqlKnowledgeStore } from '../../../src/adapters/sql/sqlKnowledgeStore.ts';
import { sqlMarks } from '../../../src/adapters/sql/sqlMarks.ts';
import { describeOnDatabases, type FreshDatabase, freshSqlite } from '../../support/databases.ts';

describeOnDatabases((name, fresh) => {
  describe(`opening the database: ${name}`, () => {
    let place: FreshDatabase;

    beforeEach(async () => {
      place = await fresh();
    });
    afterEach(() => place.remove());

    it('makes the tables once when several processes start at once', async () => {
      const processes = Array.from({ length: 3 }, () => start('openOnce', place));

      const exits = await Promise.all(processes.map((child) => once(child, 'exit')));

      assert.deepEqual(exits, Array(3).fill([0, null]));
      const steps = await (
        await place.open()
      ).read((tables) => tables.selectFrom('schema_migrations').selectAll().execute());
      assert.deepEqual(
        steps.map(({ version, name: step }) => [version, step]),
        [[1, '001-firstTables']],
      );
    });

    it('loses nothing it acknowledged, and keeps no half document, when the process is killed', async () => {
      const writer = start('writeForever', place);
      const acknowledged: string[] = [];
      for await (const documentId of createInterface(writer.stdout)) {
        acknowledged.push(documentId);
        // The kill lands somewhere within the next documents; what they print meanwhile counts too.
        if (acknowledged.length === 20) writer.kill('SIGKILL');
      }

      const changes = await sqlKnowledgeStore(await place.open()).changesSince(0, 10_000);

      const kept = new Set(changes.map(({ documentId }) => documentId));
      assert.deepEqual(
        acknowledged.filter((documentId) => !kept.has(documentId)),
        [],
      );
      assert.deepEqual(new Set(changes.map(({ passages }) => passages?.length)), new Set([40]));
    });

    it('refuses in one sentence when a newer Earpiece has changed the tables', async () => {
      const database = await place.open();
      await database.write((tables) =>
        tables.insertInto('schema_migrations').values({ version: 99, name: '099-later' }).execute(),
      );

      const opening = () => openDatabase(place);

      await assert.rejects(
        opening,
        (error: unknown) => error instanceof DatabaseTooNew && /start the newer/.test(error.message),
      );
      await assert.rejects(() => openReadOnly(place), DatabaseTooNew);
    });

    it('cannot change anything when opened for reading', async () => {
      await sqlMarks(await place.open()).set('mark', 'before');
      const reader = await openReadOnly(place);

      await assert.rejects(() => sqlMarks(reader).set('mark', 'after'));

      assert.equal(await sqlMarks(reader).get('mark'), 'before');
      await reader.close();
    });

    it('undoes a write that fails half way', async () => {
      const database = await place.open();

      const write = () =>
        database.write(async (tables) => {
          await tables.insertInto('marks').values({ mark: 'half', value: 'written' }).execute();
          throw new Error('The disk is on fire.');
        });

      await assert.rejects(write, /on fire/);
      assert.equal(await sqlMarks(database).get('half'), undefined);
    });

    if (name === 'PostgreSQL') {
      it('goes on after the server dropped its connections', async () => {
        const database = await place.open();
        await sqlMarks(database).set('mark', 'before');

        await dropOthers(await place.open());

        await sqlMarks(database).set('mark', 'after');
        assert.equal(await sqlMarks(database).get('mark'), 'after');
      });

      it('lives on when a connection drops in the middle of a write, between two statements', async () => {
        const database = await place.open();
        const other = await place.open();
        const halfWritten = database.write(async (tables) => {
          await tables.insertInto('marks').values({ mark: 'half', value: 'written' }).execute();
          await dropOthers(other);
          await tables.insertInto('marks').values({ mark: 'other half', value: 'written' }).execute();
        });

        await assert.rejects(halfWritten, DatabaseUnavailable);

        assert.equal(await sqlMarks(database).get('half'), undefined);
      });
    }
  });
});

/** Drops every connection but the one it asks over, and waits until clients have learnt of it from their sockets. */
async function dropOthers(database: Database): Promise<void> {
  await database.read((tables) =>
    sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`.execute(
      tables,
    ),
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('opening the database: what may go wrong', () => {
  it('keeps the SQLite files to their owner', async function () {
    if (process.platform === 'win32') this.skip();
    const place = await freshSqlite();
    const dataDir = join(place.dataDir, 'made', 'here');
    const database = await openDatabase({ dataDir });
    await sqlMarks(database).set('mark', 'value');

    const modes = await Promise.all(
      ['', 'earpiece.sqlite', 'earpiece.sqlite-wal', 'earpiece.sqlite-shm'].map(
        async (file) => (await stat(join(dataDir, file))).mode & 0o777,
      ),
    );

    assert.deepEqual(modes, [0o700, 0o600, 0o600, 0o600]);
    await database.close();
    await place.remove();
  });

  it('names DATA_DIR when it is no folder or holds something else', async () => {
    const place = await freshSqlite();
    await writeFile(join(place.dataDir, 'earpiece.sqlite'), 'This is a shopping list. '.repeat(200));

    const opening = [
      () => openDatabase({ dataDir: place.dataDir }),
      () => openDatabase({ dataDir: join(place.dataDir, 'earpiece.sqlite', 'below') }),
      () => openReadOnly({ dataDir: join(place.dataDir, 'not there') }),
    ];

    for (const open of opening) {
      await assert.rejects(open, (error) => error instanceof DatabaseUnavailable && /DATA_DIR/.test(error.message));
    }
    await place.remove();
  });

  it('names the server and never the password when PostgreSQL cannot be reached', async () => {
    const addresses = [
      'postgres://ada:hush-hush@127.0.0.1:1/earpiece',
      'postgres://ada:hush-hush@[not a host/earpiece',
    ];

    for (const databaseUrl of addresses) {
      const error: unknown = await openDatabase({ databaseUrl, dataDir: '' }).then(
        () => assert.fail('It must not open.'),
        (reason: unknown) => reason,
      );

      assert.ok(error instanceof DatabaseUnavailable);
      assert.match(error.message, /127\.0\.0\.1:1|DATABASE_URL/);
      assert.doesNotMatch(inspect(error, { depth: 10, showHidden: true }), /hush/);
    }
  });
});

function start(script: string, { databaseUrl, dataDir }: DatabasePlace) {
  const path = fileURLToPath(new URL(`../../support/processes/${script}.ts`, import.meta.url));
  return spawn(process.execPath, [path, JSON.stringify({ databaseUrl, dataDir })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
