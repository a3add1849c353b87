import type { Selectable } from 'kysely';
import type { GapStore, KnowledgeGap } from '../../ports/gapStore.ts';
import type { AtRest, TextPlace } from './atRest.ts';
import { fromMillis, toMillis } from './columns.ts';
import type { Database } from './database.ts';
import type { GapTable } from './tables.ts';

/** Knowledge gaps in the database. */
export function sqlGapStore(database: Database): GapStore {
  const { atRest } = database;
  return {
    save: (gap) => {
      const row = rowOf(gap, atRest);
      return database.write(async (tables) => {
        const result = await tables
          .insertInto('gaps')
          .values(row)
          .onConflict((conflict) => conflict.column('gap_id').doNothing())
          .executeTakeFirst();
        return Number(result.numInsertedOrUpdatedRows) === 1;
      });
    },
    list: (since) =>
      database.read(async (tables) => {
        const found = tables.selectFrom('gaps').selectAll().where('found_at', '>=', toMillis(since));
        const rows = await found.orderBy('found_at').orderBy('gap_id').execute();
        return rows.map((row) => gapOf(row, atRest));
      }),
    close: (gapIds, at) =>
      database.write(async (tables) => {
        let closed = 0;
        // In one order everywhere: two processes that close the same gaps meet at the first of them, and one waits.
        for (const gapId of new Set([...gapIds].sort())) {
          const gap = tables
            .updateTable('gaps')
            .set({ answered_at: toMillis(at) })
            .where('gap_id', '=', gapId);
          closed += Number((await gap.where('answered_at', 'is', null).executeTakeFirst()).numUpdatedRows);
        }
        return closed === new Set(gapIds).size;
      }),
    prune: (before) =>
      database.write(async (tables) => {
        const old = tables.deleteFrom('gaps').where('found_at', '<', toMillis(before));
        return Number((await old.executeTakeFirst()).numDeletedRows);
      }),
  };
}

function rowOf(gap: KnowledgeGap, atRest: AtRest): Selectable<GapTable> {
  return {
    gap_id: gap.gapId,
    answer_id: gap.answerId,
    question: atRest.sealText(gap.question, placeOf(gap.gapId)),
    agent_id: gap.agentId,
    why: gap.why,
    found_at: toMillis(gap.at),
    answered_at: gap.answeredAt === undefined ? null : toMillis(gap.answeredAt),
  };
}

function gapOf(row: Selectable<GapTable>, atRest: AtRest): KnowledgeGap {
  return {
    gapId: row.gap_id,
    answerId: row.answer_id,
    question: atRest.openText(row.question, placeOf(row.gap_id)),
    agentId: row.agent_id,
    why: row.why,
    at: fromMillis(row.found_at),
    ...(row.answered_at === null ? {} : { answeredAt: fromMillis(row.answered_at) }),
  };
}

function placeOf(gapId: string): TextPlace {
  return { table: 'gaps', column: 'question', row: gapId };
}
