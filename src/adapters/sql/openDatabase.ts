import { type Database, databaseOn, type Engine } from './database.ts';
import { migrate, refuseNewer } from './migrate.ts';

/** PostgreSQL when `databaseUrl` is set, else SQLite in `dataDir`. */
export interface DatabasePlace {
  databaseUrl?: string | undefined;
  dataDir: string;
}

/**
 * Opens the database and brings its tables up to date, also when several processes start at once.
 * Throws DatabaseUnavailable, and DatabaseTooNew when a newer Earpiece has changed it.
 */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  return prepared(await openEngine(place, 'read-write'), migrate);
}

/** Opens a database that is already up to date, unable to change anything in it. Throws as `openDatabase`. */
export async function openReadOnly(place: DatabasePlace): Promise<Database> {
  return prepared(await openEngine(place, 'read-only'), refuseNewer);
}

async function openEngine(
  { databaseUrl, dataDir }: DatabasePlace,
  access: 'read-write' | 'read-only',
): Promise<Engine> {
  if (databaseUrl === undefined) return (await import('./sqliteEngine.ts')).sqliteEngine(dataDir, access);
  return (await import('./postgresEngine.ts')).postgresEngine(databaseUrl, access);
}

async function prepared(
  engine: Engine,
  prepare: (database: Database, engine: Engine) => Promise<void>,
): Promise<Database> {
  const database = databaseOn(engine);
  try {
    await prepare(database, engine);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
