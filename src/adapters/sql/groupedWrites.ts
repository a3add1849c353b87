import { setImmediate as nextRound } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

type Work<Result> = (tables: Transaction<Tables>) => Promise<Result>;

interface WaitingWrite {
  /** Runs the work inside the shared transaction; what it returns tells the one who waits, after the commit. */
  run(tables: Transaction<Tables>, isAlone: boolean): Promise<() => void>;
  fail(error: unknown): void;
}

/**
 * Group commit: writes that wait at the same moment share one transaction, each in a savepoint of its own, so that a
 * busy database forces its disk once for all of them. Nobody is told before the commit; one failed write takes back
 * itself only. `transact` runs a transaction, possibly several times.
 */
export function groupedWrites(
  kysely: Kysely<Tables>,
  transact: (work: () => Promise<void>) => Promise<void>,
): <Result>(work: Work<Result>) => Promise<Result> {
  let waiting: WaitingWrite[] = [];
  let isDraining = false;

  const drain = async (): Promise<void> => {
    isDraining = true;
    while (waiting.length > 0) {
      // SQLite answers without leaving this round of the event loop, so without a pause nobody else could join.
      await nextRound();
      const group = waiting;
      waiting = [];
      await commit(group);
    }
    isDraining = false;
  };

  const commit = async (group: readonly WaitingWrite[]): Promise<void> => {
    try {
      let told: (() => void)[] = [];
      await transact(async () => {
        told = [];
        await kysely.transaction().execute(async (tables) => {
          for (const write of group) told.push(await write.run(tables, group.length === 1));
        });
      });
      for (const tell of told) tell();
    } catch (error) {
      for (const write of group) write.fail(error);
    }
  };

  return (work) =>
    new Promise((resolve, reject) => {
      const refuse: (error: unknown) => void = reject;
      waiting.push({
        fail: refuse,
        run: async (tables, isAlone) => {
          if (isAlone) {
            const result = await work(tables);
            return () => resolve(result);
          }
          await sql`savepoint one_write`.execute(tables);
          try {
            const result = await work(tables);
            await sql`release one_write`.execute(tables);
            return () => resolve(result);
          } catch (error) {
            // When SQLite has given up the whole transaction (disk full), this fails too and so does the group.
            await sql`rollback to one_write`.execute(tables);
            await sql`release one_write`.execute(tables);
            return () => refuse(error);
          }
        },
      });
      if (!isDraining) void drain();
    });
}
