import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  sql,
  type TransactionSettings,
} from 'kysely';
import { attempt, type Engine } from './database.ts';
import type { Tables } from './tables.ts';

const FILE_NAME = 'earpiece.sqlite';

// SQLite waits by stopping the thread, so it may wait only briefly; the patient part of waiting is in `attempt`.
const BUSY_TIMEOUT_MS = 15;

/** Whether the file may be changed and made. */
type Access = 'read-write' | 'read-only';

/** Opens, or with 'read-write' makes, `<dataDir>/earpiece.sqlite`. Throws DatabaseUnavailable. */
export async function sqliteEngine(dataDir: string, access: Access): Promise<Engine> {
  const path = join(dataDir, FILE_NAME);
  const traits = {
    place: path,
    groupsWrites: true,
    advice: 'check that DATA_DIR may be written to, has space left and holds an Earpiece database.',
    isContention: (error: unknown) => CONTENTION.has(resultCode(error)),
    isAway: (error: unknown) => AWAY.has(resultCode(error)) || FILE_FAULTS.has(systemCode(error)),
  };
  const database = await attempt(traits, () => openFile(path, dataDir, access));
  const kysely = new Kysely<Tables>({ dialect: new NodeSqliteDialect({ database: forKysely(database) }) });
  // Every write transaction is immediate and keeps others out already.
  return { ...traits, kysely, scrub: () => emptyLog(kysely), lockForMigration: () => Promise.resolve() };
}

const CHECKPOINTS_TRIED = 20;
const PAUSE_MS = 50;

/**
 * Deleted rows are overwritten at once (secure_delete); the write-ahead log keeps copies until it is emptied, which
 * has to wait for readers.
 */
async function emptyLog(kysely: Kysely<Tables>): Promise<void> {
  for (let tried = 1; tried <= CHECKPOINTS_TRIED; tried += 1) {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(kysely);
    if (rows[0]?.busy === 0) return;
    await sleep(PAUSE_MS);
  }
}

async function openFile(path: string, dataDir: string, access: Access): Promise<DatabaseSync> {
  if (access === 'read-only') return new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  // SQLite gives its side files the mode of the main file, so that one must be private before it opens it.
  await (await open(path, 'a', 0o600)).close();
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** The dialect with a driver that takes the write lock at once. */
class NodeSqliteDialect extends SqliteDialect {
  readonly #config: { database: SqliteDatabase };
  constructor(config: { database: SqliteDatabase }) {
    super(config);
    this.#config = config;
  }
  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#config);
  }
}

/** A plain `begin` that reads and then writes beside another writer fails at once, whatever the time-out. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate';
    await connection.executeQuery(CompiledQuery.raw(begin));
  }
}

/** Kysely asks a statement for `reader`, which node:sqlite lacks: without it every SELECT returns nothing. */
function forKysely(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, PreparedStatement>();
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const known = prepared.get(sql);
      if (known !== undefined) return known;
      if (prepared.size >= STATEMENTS_KEPT) prepared.clear();
      const statement = prepare(database, sql);
      prepared.set(sql, statement);
      return statement;
    },
  };
}

type PreparedStatement = ReturnType<SqliteDatabase['prepare']>;

/** The same few statements run with every turn; parsing them again costs as much as running them. */
const STATEMENTS_KEPT = 300;

function prepare(database: DatabaseSync, sql: string): PreparedStatement {
  const statement = database.prepare(sql);
  return {
    reader: statement.columns().length > 0,
    all: (values) => statement.all(...(values as SQLInputValue[])),
    run: (values) => statement.run(...(values as SQLInputValue[])),
    // Two walks through one statement would get into each other's way.
    iterate: (values) => database.prepare(sql).iterate(...(values as SQLInputValue[])),
  };
}

// https://www.sqlite.org/rescode.html: BUSY and LOCKED.
const CONTENTION: ReadonlySet<number> = new Set([5, 6]);
// PERM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB.
const AWAY: ReadonlySet<number> = new Set([3, 8, 10, 11, 13, 14, 26]);
const FILE_FAULTS: ReadonlySet<unknown> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'ENOSPC',
  'EISDIR',
]);

/** The primary result code, 0 when the error is not SQLite's. */
function resultCode(error: unknown): number {
  const code: unknown = error instanceof Error && 'errcode' in error ? error.errcode : 0;
  return typeof code === 'number' ? code & 0xff : 0;
}

function systemCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
