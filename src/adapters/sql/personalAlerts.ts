import type { PersonalStore } from '../../ports/personalData.ts';
import { alertOf } from './alertRows.ts';
import { fromJson, inPieces } from './columns.ts';
import type { Database } from './database.ts';

/** Alerts of a customer's calls, and how far the watching of those calls has come; found by their calls. */
export function personalAlerts(database: Database): PersonalStore {
  return {
    store: 'alerts',
    find: async ({ customerId }) => {
      const found: object[] = [];
      for (const piece of inPieces(await callIdsOf(customerId, database))) {
        const some = database.read((tables) =>
          tables.selectFrom('alerts').selectAll().where('call_id', 'in', piece).execute(),
        );
        for (const { callerKey: _callerKey, ...alert } of (await some).map(alertOf)) found.push(alert);
      }
      return found;
    },
    forget: async ({ customerId }) => {
      let deleted = 0;
      for (const piece of inPieces(await callIdsOf(customerId, database))) {
        deleted += await database.write(async (tables) => {
          await tables.deleteFrom('watched_calls').where('call_id', 'in', piece).execute();
          const alerts = await tables.deleteFrom('alerts').where('call_id', 'in', piece).executeTakeFirst();
          return Number(alerts.numDeletedRows);
        });
      }
      return deleted;
    },
  };
}

async function callIdsOf(customerId: string, database: Database): Promise<string[]> {
  const rows = await database.read((tables) =>
    tables.selectFrom('calls').select(['call_id', 'customer_id', 'candidates']).execute(),
  );
  const theirs = rows.filter(
    (row) => row.customer_id === customerId || fromJson<string[]>(row.candidates).includes(customerId),
  );
  return theirs.map((row) => row.call_id);
}
