import type { PersonalStore } from '../../ports/personalData.ts';
import { alertOf } from './alertRows.ts';
import { callIdsOf } from './callsOfCustomer.ts';
import { inPieces } from './columns.ts';
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
