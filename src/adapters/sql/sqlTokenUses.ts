import { type Kysely, sql } from 'kysely';
import type { TokensSpent, TokenUse, TokenUses } from '../../ports/tokenUses.ts';
import { toText } from './columns.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Token counts in the database, added up by the database so that processes don't overwrite each other. */
export function sqlTokenUses(database: Database): TokenUses {
  return {
    add: (use) => database.write((tables) => addUse(tables, use)),
    reserve: (use, allows) =>
      database.write(async (tables) => {
        // Whoever sets aside waits here for the others, or twenty would see the same room.
        await tables
          .insertInto('marks')
          .values({ mark: RESERVING, value: '' })
          .onConflict((conflict) => conflict.column('mark').doUpdateSet({ value: '' }))
          .execute();
        const spent = await spentBy(tables, use);
        if (allows(spent)) await addUse(tables, use);
        return spent;
      }),
    spent: (whose) => database.read((tables) => spentBy(tables, whose)),
    prune: (before) =>
      database.write(async (tables) => {
        const old = tables.deleteFrom('token_uses').where('day', '<', dayOf(before));
        return Number((await old.executeTakeFirst()).numDeletedRows);
      }),
  };
}

const RESERVING = 'tokens are set aside';

async function addUse(tables: Kysely<Tables>, use: TokenUse): Promise<void> {
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
}

async function spentBy(
  tables: Kysely<Tables>,
  { agentId, callId, at }: Pick<TokenUse, 'agentId' | 'callId' | 'at'>,
): Promise<TokensSpent> {
  const total = sql<number | string | null>`sum(input_tokens + output_tokens)`.as('total');
  const uses = tables.selectFrom('token_uses').select(total);
  const today = uses.where('day', '=', dayOf(at));
  const byPerson = await today.where('agent_id', '=', agentId).executeTakeFirst();
  const forCall = callId === undefined ? undefined : await uses.where('call_id', '=', callId).executeTakeFirst();
  const all = await today.executeTakeFirst();
  // PostgreSQL adds bigints up to a numeric, which comes as text.
  const [person, call, everybody] = [byPerson, forCall, all].map((row) => Number(row?.total ?? 0));
  return { byPerson: person ?? 0, forCall: call ?? 0, today: everybody ?? 0 };
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
