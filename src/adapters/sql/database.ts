import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { AtRest } from './atRest.ts';
import { DatabaseUnavailable } from './databaseErrors.ts';
import { groupedWrites } from './groupedWrites.ts';
import type { Tables } from './tables.ts';

/** A way into the tables, whichever database is behind it. */
export interface Connection {
  /** For single statements. */
  read<Result>(work: (tables: Kysely<Tables>) => Promise<Result>): Promise<Result>;
  /** Several statements that see one moment of the database. */
  snapshot<Result>(work: (tables: Transaction<Tables>) => Promise<Result>): Promise<Result>;
  /**
   * All or nothing. `work` may run several times when others write at the same moment. PostgreSQL lets others change
   * what `work` has only read: change values by expressions, or write to a row that others write to first.
   */
  write<Result>(work: (tables: Transaction<Tables>) => Promise<Result>): Promise<Result>;
  /** Makes what was deleted leave the files too, as far as the database allows it. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

/** What the stores work on. */
export interface Database extends Connection {
  /** How people's words and personal data stand in the tables. */
  atRest: AtRest;
}

/** What differs between the databases. */
export interface Engine {
  kysely: Kysely<Tables>;
  /** Names the database to people, without any secret. */
  place: string;
  /** What to check when it does not answer. */
  advice: string;
  /** True when there is one writer at a time, so that writes gain by sharing a transaction. */
  groupsWrites: boolean;
  /** True when nothing was written because somebody else was writing: trying again may succeed. */
  isContention(error: unknown): boolean;
  /** True when the fault lies with the database and not with the statement. */
  isAway(error: unknown): boolean;
  /** Empties files that may still hold what was deleted. */
  scrub(): Promise<void>;
  /** Makes other processes wait until this transaction ends. */
  lockForMigration(tables: Transaction<Tables>): Promise<void>;
}

const ATTEMPTS = 200;
const LONGEST_PAUSE_MS = 50;

/** The database an engine drives. Every method throws DatabaseUnavailable when the engine is away or always busy. */
export function databaseOn(engine: Engine): Connection {
  const { kysely } = engine;
  const consistent = () => kysely.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return {
    read: (work) => attempt(engine, () => work(kysely)),
    snapshot: (work) => attempt(engine, () => consistent().execute(work)),
    write: engine.groupsWrites
      ? groupedWrites(kysely, (work) => attempt(engine, work))
      : (work) => attempt(engine, () => kysely.transaction().execute(work)),
    scrub: () => attempt(engine, () => engine.scrub()),
    close: () => kysely.destroy(),
  };
}

/** Runs the work again while others are in the way. Throws DatabaseUnavailable after about five seconds of that. */
export async function attempt<Result>(
  engine: Pick<Engine, 'isContention' | 'isAway' | 'place' | 'advice'>,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (engine.isAway(error)) throw new DatabaseUnavailable(engine.place, engine.advice, { cause: error });
      if (!engine.isContention(error)) throw error;
      if (tried === ATTEMPTS) {
        throw new DatabaseUnavailable(engine.place, 'another process keeps it busy.', { cause: error });
      }
    }
    // Chance keeps two writers from meeting again at the same moment.
    await sleep(Math.random() * LONGEST_PAUSE_MS);
  }
}
