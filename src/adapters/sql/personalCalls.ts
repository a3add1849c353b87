import type { PersonalStore } from '../../ports/personalData.ts';
import { callIdsOf, callsOfCustomer } from './callsOfCustomer.ts';
import { fromJson, fromMillis, inPieces, toJson } from './columns.ts';
import type { Database } from './database.ts';
import { leaveToEmpty } from './sqlShownMessages.ts';

/**
 * Calls hold nothing that was said, only when and with whom. A call that turned out to be with somebody else is theirs:
 * it stays, without a word that it might have been this customer's.
 */
export function personalCalls(database: Database): PersonalStore {
  return {
    store: 'calls',
    find: async ({ customerId }) => {
      const ids = new Set(await callIdsOf(customerId, database));
      const calls = (await callsOfCustomer(customerId, database)).filter((row) => ids.has(row.call_id));
      return calls.map((row) => ({
        callId: row.call_id,
        ...(row.started_at === null ? {} : { startedAt: fromMillis(row.started_at) }),
        ...(row.ended_at === null ? {} : { endedAt: fromMillis(row.ended_at) }),
      }));
    },
    forget: async ({ customerId }, at) => {
      let deleted = 0;
      for (const piece of inPieces(await callIdsOf(customerId, database))) {
        deleted += await database.write(async (tables) => {
          await leaveToEmpty({ from: 'call_messages', ids: piece }, tables, at);
          const calls = tables.deleteFrom('calls').where('call_id', 'in', piece);
          return Number((await calls.executeTakeFirst()).numDeletedRows);
        });
      }
      await leaveCandidates(customerId, database);
      return deleted;
    },
  };
}

async function leaveCandidates(customerId: string, database: Database): Promise<void> {
  for (const row of await callsOfCustomer(customerId, database)) {
    const candidates = toJson(fromJson<string[]>(row.candidates).filter((id) => id !== customerId));
    await database.write(async (tables) => {
      await tables.updateTable('calls').set({ candidates }).where('call_id', '=', row.call_id).execute();
    });
  }
}
