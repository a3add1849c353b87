import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import type { Engine } from './database.ts';
import { DatabaseUnavailable } from './databaseErrors.ts';
import { identityPassword } from './identityPassword.ts';
import type { Tables } from './tables.ts';

const MOST_CONNECTIONS = { 'read-write': 10, 'read-only': 2 };
const CONNECT_TIMEOUT_MS = 5000;
const STATEMENT_TIMEOUT_MS = 30_000;
/** Any number will do, as long as every Earpiece uses the same. */
const MIGRATION_LOCK = 3_278_470_913;

/** Which PostgreSQL, and as whom where the address has no password. */
interface PostgresPlace {
  databaseUrl: string;
  databaseIdentity: string | undefined;
}

/** Connects to PostgreSQL 13 or later when first used. Throws DatabaseUnavailable for an address it cannot read. */
export function postgresEngine(
  { databaseUrl, databaseIdentity }: PostgresPlace,
  access: 'read-write' | 'read-only',
): Engine {
  // The parser's own error would carry the whole address, password included.
  if (!URL.canParse(databaseUrl)) {
    throw new DatabaseUnavailable(
      'DATABASE_URL',
      'the address cannot be read; write postgres://user:password@host/name.',
    );
  }
  const { password, ...address } = parseIntoClientConfig(databaseUrl);
  const pool = new pg.Pool({
    ...address,
    password: password || (databaseIdentity && identityPassword(databaseIdentity)),
    max: MOST_CONNECTIONS[access],
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    types: numbersAsNumbers(),
  });
  // A connection that breaks is replaced at the next use; without a listener it would end the process. The pool listens
  // to idle ones only: one that breaks between two statements of a transaction tells nobody but the client itself.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const dialect = new PostgresDialect({
    pool,
    onCreateConnection: async (connection) => {
      // As statements, because connection poolers refuse unknown start-up parameters.
      const settings = [`set statement_timeout = ${STATEMENT_TIMEOUT_MS}`];
      if (access === 'read-only') settings.push('set default_transaction_read_only = on');
      for (const setting of settings) await connection.executeQuery(CompiledQuery.raw(setting));
    },
  });
  return {
    kysely: new Kysely<Tables>({ dialect }),
    place: placeOf(databaseUrl),
    groupsWrites: false,
    advice: 'check DATABASE_URL and that the server can be reached.',
    isContention: (error) => CONTENTION.has(codeOf(error)),
    isAway,
    // The server overwrites dead rows in its own time (autovacuum).
    scrub: () => Promise.resolve(),
    lockForMigration: async (tables) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(tables);
    },
  };
}

/** Our bigints are counters and milliseconds, far below 2^53; the library would hand them out as text. */
function numbersAsNumbers(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  return types;
}

function placeOf(databaseUrl: string): string {
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `PostgreSQL at ${hostname}:${port || '5432'}${pathname}`;
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html: serialization failure, deadlock.
const CONTENTION: ReadonlySet<string> = new Set(['40001', '40P01']);
/** Connection, authorization, no such database, resources, operator intervention, system, and sockets. */
const AWAY = /^(08|28|3D|53|57P|58|ECONN|ENOENT|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE)/;
/** What the client says without a code. */
const AWAY_WORDS = /timeout exceeded when trying to connect|connection terminated|not queryable/i;

function isAway(error: unknown): boolean {
  return AWAY.test(codeOf(error)) || (error instanceof Error && AWAY_WORDS.test(error.message));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
