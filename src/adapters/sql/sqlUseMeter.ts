import { type Kysely, sql } from 'kysely';
import type { Allowance, Use, UseMeter } from '../../ports/useMeter.ts';
import { toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

const MINUTE_MICROS = 60_000_000;

/**
 * Uses in the database, by the generic cell rate algorithm (ITU-T I.371): one moment per key, up to which the key is
 * used up. Each use moves it on by a minute's share, in one statement, so that processes that count at once see each
 * other; no use is let through that would move it further than a minute ahead.
 */
export function sqlUseMeter(database: Database): UseMeter {
  return {
    use: (allowances, at) =>
      database.write(async (tables) => {
        const weighing: number[] = [];
        for (const [index, allowance] of allowances.entries()) {
          const taken = await take(allowance, at, tables);
          weighing.push(taken.weighing);
          if (taken.roomAt !== undefined) return { full: index, roomAt: taken.roomAt, weighing };
        }
        return { weighing };
      }),
    prune: (before) =>
      database.write(async (tables) => {
        const old = tables.deleteFrom('uses').where('free_at', '<', toMillis(before) * 1000);
        return Number((await old.executeTakeFirst()).numDeletedRows);
      }),
  };
}

async function take(
  { key, mostPerMinute }: Allowance,
  at: Date,
  tables: Kysely<Tables>,
): Promise<Pick<Use, 'roomAt'> & { weighing: number }> {
  const now = toMillis(at) * 1000;
  const share = Math.round(MINUTE_MICROS / mostPerMinute);
  const latest = now + (mostPerMinute - 1) * share;
  const useKey = toText(key);
  const taken = await tables
    .insertInto('uses')
    .values({ use_key: useKey, free_at: now + share })
    .onConflict((conflict) =>
      conflict
        .column('use_key')
        .doUpdateSet({
          free_at: sql<number>`case when uses.free_at > ${now} then uses.free_at else ${now} end + ${share}`,
        })
        .where('uses.free_at', '<=', latest),
    )
    .returning('free_at')
    .executeTakeFirst();
  if (taken !== undefined) return { weighing: Math.ceil((taken.free_at - now) / share) };
  const full = await tables
    .selectFrom('uses')
    .select('free_at')
    .where('use_key', '=', useKey)
    .executeTakeFirstOrThrow();
  const roomAt = new Date(Math.ceil((full.free_at - (mostPerMinute - 1) * share) / 1000));
  return { roomAt, weighing: Math.ceil((full.free_at - now) / share) };
}
