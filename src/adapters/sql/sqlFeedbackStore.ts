import type { FeedbackStore } from '../../ports/feedbackStore.ts';
import { fromMillis, toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';

/** Feedback in the database. A word that arrives late never replaces a later one. */
export function sqlFeedbackStore(database: Database): FeedbackStore {
  return {
    save: ({ answerId, agentId, reaction, reason, at }) =>
      database.write(async (tables) => {
        const word = { reaction, reason: toText(reason), given_at: toMillis(at) };
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
      }),
    list: (since) =>
      database.read(async (tables) => {
        const given = tables.selectFrom('feedback').selectAll().where('given_at', '>=', toMillis(since));
        const rows = await given.orderBy('given_at').orderBy('answer_id').orderBy('agent_id').execute();
        return rows.map((row) => ({
          answerId: row.answer_id,
          agentId: row.agent_id,
          reaction: row.reaction,
          reason: row.reason,
          at: fromMillis(row.given_at),
        }));
      }),
  };
}
