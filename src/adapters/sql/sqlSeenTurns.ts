import type { SeenTurns } from '../../ports/seenTurns.ts';
import { toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';

/** Seen turns in the database, shared by all processes. */
export function sqlSeenTurns(database: Database): SeenTurns {
  return {
    isFirst: (key, at) =>
      database.write(async (tables) => {
        const result = await tables
          .insertInto('seen_turns')
          .values({ turn_key: toText(key), seen_at: toMillis(at) })
          .onConflict((conflict) => conflict.column('turn_key').doNothing())
          .executeTakeFirst();
        return Number(result.numInsertedOrUpdatedRows) === 1;
      }),
    prune: (before) =>
      database.write(async (tables) => {
        const old = tables.deleteFrom('seen_turns').where('seen_at', '<', toMillis(before));
        return Number((await old.executeTakeFirst()).numDeletedRows);
      }),
  };
}
