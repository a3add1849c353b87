import type { DataKey } from './atRest.ts';
import { type Connection, type Database, databaseOn, type Engine } from './database.ts';
import { openAtRest } from './houseSecret.ts';
import { migrate, refuseNewer } from './migrate.ts';

/** PostgreSQL when `databaseUrl` is set, else SQLite in `dataDir`. */
export interface DatabasePlace {
  databaseUrl?: string | undefined;
  /** Client id of the managed identity that PostgreSQL knows, where the address has no password. */
  databaseIdentity?: string | undefined;
  dataDir: string;
  /** Keys of DATA_KEY: the first seals, all of them open; none leaves texts as they are. */
  dataKeys?: readonly DataKey[] | undefined;
}

/**
 * Opens the database and brings its tables up to date, also when several processes start at once.
 * Throws DatabaseUnavailable, DatabaseTooNew when a newer Earpiece has changed it, and CannotOpenText when it is
 * sealed with keys that are not given.
 */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  const connection = await prepared(await openEngine(place, 'read-write'), migrate);
  try {
    return { ...connection, atRest: await openAtRest(connection, place.dataKeys ?? []) };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Opens a database that is already up to date, unable to change anything in it or to open what is sealed. Throws as `openDatabase`. */
export async function openReadOnly(place: DatabasePlace): Promise<Connection> {
  return prepared(await openEngine(place, 'read-only'), refuseNewer);
}

async function openEngine(
  { databaseUrl, databaseIdentity, dataDir }: DatabasePlace,
  access: 'read-write' | 'read-only',
): Promise<Engine> {
  if (databaseUrl === undefined) return (await import('./sqliteEngine.ts')).sqliteEngine(dataDir, access);
  return (await import('./postgresEngine.ts')).postgresEngine({ databaseUrl, databaseIdentity }, access);
}

async function prepared(
  engine: Engine,
  prepare: (database: Connection, engine: Engine) => Promise<void>,
): Promise<Connection> {
  const database = databaseOn(engine);
  try {
    await prepare(database, engine);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
