import type { ModelTurns } from '../../ports/modelTurns.ts';
import { toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';

/** Conversations that are before the model, in the database; one that a killed process held is free after its time. */
export function sqlModelTurns(database: Database): ModelTurns {
  return {
    begin: ({ conversationId, turnId, now, until }) =>
      database.write(async (tables) => {
        const held = { turn_id: turnId, held_until: toMillis(until) };
        const result = await tables
          .insertInto('model_turns')
          .values({ conversation_id: toText(conversationId), ...held })
          .onConflict((conflict) =>
            conflict.column('conversation_id').doUpdateSet(held).where('model_turns.held_until', '<=', toMillis(now)),
          )
          .executeTakeFirst();
        return Number(result.numInsertedOrUpdatedRows) === 1;
      }),
    end: ({ conversationId, turnId }) =>
      database.write(async (tables) => {
        await tables
          .deleteFrom('model_turns')
          .where('conversation_id', '=', toText(conversationId))
          .where('turn_id', '=', turnId)
          .execute();
      }),
  };
}
