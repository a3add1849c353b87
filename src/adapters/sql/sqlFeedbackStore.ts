import type { FeedbackStore } from '../../ports/feedbackStore.ts';
import type { TextPlace } from './atRest.ts';
import { fromMillis, rowKey, toMillis } from './columns.ts';
import type { Database } from './database.ts';

/** Feedback in the database. A word that arrives late never replaces a later one. */
export function sqlFeedbackStore(database: Database): FeedbackStore {
  const { atRest } = database;
  return {
    save: ({ answerId, agentId, reaction, reason, at }) => {
      const sealed = atRest.sealText(reason, placeOf(answerId, agentId));
      return database.write(async (tables) => {
        const word = { reaction, reason: sealed, given_at: toMillis(at) };
        await tables
          .insertInto('feedback')
          .values({ answer_id: answerId, agent_id: agentId, ...word })
          .onConflict((conflict) =>
            conflict
              .columns(['answer_id', 'agent_id'])
              .doUpdateSet(word)
              .where('feedback.given_at', '<=', word.given_at),
          )
          .execute();
      });
    },
    list: (since) =>
      database.read(async (tables) => {
        const given = tables.selectFrom('feedback').selectAll().where('given_at', '>=', toMillis(since));
        const rows = await given.orderBy('given_at').orderBy('answer_id').orderBy('agent_id').execute();
        return rows.map((row) => ({
          answerId: row.answer_id,
          agentId: row.agent_id,
          reaction: row.reaction,
          reason: atRest.openText(row.reason, placeOf(row.answer_id, row.agent_id)),
          at: fromMillis(row.given_at),
        }));
      }),
    prune: (before) =>
      database.write(async (tables) => {
        const old = tables.deleteFrom('feedback').where('given_at', '<', toMillis(before));
        return Number((await old.executeTakeFirst()).numDeletedRows);
      }),
  };
}

function placeOf(answerId: string, agentId: string): TextPlace {
  return { table: 'feedback', column: 'reason', row: rowKey([answerId, agentId]) };
}
