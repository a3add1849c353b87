import type { Kysely, Transaction } from 'kysely';
import type { Connection, Engine } from './database.ts';
import { DatabaseTooNew } from './databaseErrors.ts';
import * as firstTables from './migrations/001-firstTables.ts';
import type { Tables } from './tables.ts';

/** One step forward; `up` runs once per database and its text never changes after release. */
interface Migration {
  name: string;
  up(tables: Kysely<Tables>): Promise<void>;
}

/** In order; the version is the position, 1-based. */
const MIGRATIONS: readonly Migration[] = [{ name: '001-firstTables', up: firstTables.up }];

/** Brings the tables up to date in one transaction. Throws DatabaseTooNew. */
export async function migrate(database: Connection, engine: Engine): Promise<void> {
  await database.write(async (tables) => {
    await engine.lockForMigration(tables);
    await tables.schema
      .createTable('schema_migrations')
      .ifNotExists()
      .addColumn('version', 'integer', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .execute();
    for (let version = 1 + (await versionOf(tables)); version <= MIGRATIONS.length; version += 1) {
      await step(version, tables);
    }
  });
}

async function step(version: number, tables: Transaction<Tables>): Promise<void> {
  const migration = MIGRATIONS[version - 1];
  if (migration === undefined) return;
  await migration.up(tables);
  await tables.insertInto('schema_migrations').values({ version, name: migration.name }).execute();
}

/** Throws DatabaseTooNew when a newer Earpiece has changed the tables. */
export async function refuseNewer(database: Connection): Promise<void> {
  await database.read(versionOf);
}

async function versionOf(tables: Kysely<Tables>): Promise<number> {
  const row = await tables
    .selectFrom('schema_migrations')
    .select(({ fn }) => fn.max('version').as('version'))
    .executeTakeFirst();
  // Null while the table is empty, whatever the types say.
  const version = Number(row?.version ?? 0);
  if (version > MIGRATIONS.length) throw new DatabaseTooNew(version, MIGRATIONS.length);
  return version;
}
