import type { GapStore } from '../../ports/gapStore.ts';
import { fromMillis, toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';

/** Knowledge gaps in the database. */
export function sqlGapStore(database: Database): GapStore {
  return {
    save: (gap) =>
      database.write(async (tables) => {
        const result = await tables
          .insertInto('gaps')
          .values({
            gap_id: gap.gapId,
            question: toText(gap.question),
            agent_id: gap.agentId,
            why: gap.why,
            found_at: toMillis(gap.at),
          })
          .onConflict((conflict) => conflict.column('gap_id').doNothing())
          .executeTakeFirst();
        return Number(result.numInsertedOrUpdatedRows) === 1;
      }),
    list: (since) =>
      database.read(async (tables) => {
        const found = tables.selectFrom('gaps').selectAll().where('found_at', '>=', toMillis(since));
        const rows = await found.orderBy('found_at').orderBy('gap_id').execute();
        return rows.map((row) => ({
          gapId: row.gap_id,
          question: row.question,
          agentId: row.agent_id,
          why: row.why,
          at: fromMillis(row.found_at),
        }));
      }),
  };
}
