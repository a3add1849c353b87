import { sql } from 'kysely';
import type { TokenUse, TokenUses } from '../../ports/tokenUses.ts';
import { toText } from './columns.ts';
import type { Database } from './database.ts';

/** Token counts in the database, added up by the database so that processes don't overwrite each other. */
export function sqlTokenUses(database: Database): TokenUses {
  return {
    add: (use) =>
      database.write(async (tables) => {
        const row = rowOf(use);
        await tables
          .insertInto('token_uses')
          .values(row)
          .onConflict((conflict) =>
            conflict.columns(['day', 'agent_id', 'conversation_id', 'call_id']).doUpdateSet({
              input_tokens: sql<number>`token_uses.input_tokens + ${row.input_tokens}`,
              output_tokens: sql<number>`token_uses.output_tokens + ${row.output_tokens}`,
            }),
          )
          .execute();
      }),
    spent: ({ agentId, callId, at }) =>
      database.read(async (tables) => {
        const total = sql<number | string | null>`sum(input_tokens + output_tokens)`.as('total');
        const uses = tables.selectFrom('token_uses').select(total);
        const today = uses.where('day', '=', dayOf(at));
        const [byPerson, forCall, all] = await Promise.all([
          today.where('agent_id', '=', agentId).executeTakeFirst(),
          callId === undefined ? undefined : uses.where('call_id', '=', callId).executeTakeFirst(),
          today.executeTakeFirst(),
        ]);
        // PostgreSQL adds bigints up to a numeric, which comes as text.
        const [person, call, everybody] = [byPerson, forCall, all].map((row) => Number(row?.total ?? 0));
        return { byPerson: person ?? 0, forCall: call ?? 0, today: everybody ?? 0 };
      }),
    prune: (before) =>
      database.write(async (tables) => {
        const old = tables.deleteFrom('token_uses').where('day', '<', dayOf(before));
        return Number((await old.executeTakeFirst()).numDeletedRows);
      }),
  };
}

function rowOf({ agentId, conversationId, callId, at, input, output }: TokenUse) {
  return {
    day: dayOf(at),
    agent_id: toText(agentId),
    conversation_id: toText(conversationId),
    call_id: toText(callId ?? ''),
    input_tokens: Math.round(input),
    output_tokens: Math.round(output),
  };
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
