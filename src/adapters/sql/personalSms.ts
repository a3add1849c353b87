import type { PersonalStore } from '../../ports/personalData.ts';
import { phoneKey } from '../../domain/customerKeys.ts';
import { callIdsOf } from './callsOfCustomer.ts';
import { fromMillis, inPieces } from './columns.ts';
import type { Database } from './database.ts';

/**
 * SMS of a customer's calls, and those still on their way to the customer's number, which hold it and what it is told;
 * what waits to go out goes out no more.
 */
export function personalSms(database: Database): PersonalStore {
  const found = async ({ customerId, phone }: Parameters<PersonalStore['find']>[0]) => {
    const callIds = new Set(await callIdsOf(customerId, database));
    const wanted = phone === undefined ? undefined : phoneKey(phone)?.value;
    const rows = await database.read((tables) => tables.selectFrom('sms_messages').selectAll().execute());
    return rows.filter((row) => {
      if (callIds.has(row.call_id)) return true;
      if (wanted === undefined || row.recipient === '') return false;
      const place = { table: 'sms_messages', column: 'recipient', row: row.message_id };
      return phoneKey(database.atRest.openText(row.recipient, place))?.value === wanted;
    });
  };
  return {
    store: 'sms',
    find: async (customer) =>
      (await found(customer)).map((row) => ({
        ...{ callId: row.call_id, purpose: row.purpose, state: row.state, since: fromMillis(row.since) },
      })),
    forget: async (customer) => {
      let deleted = 0;
      for (const piece of inPieces((await found(customer)).map((row) => row.message_id))) {
        deleted += await database.write(async (tables) => {
          await tables.deleteFrom('sms_parts').where('message_id', 'in', piece).execute();
          const sms = tables.deleteFrom('sms_messages').where('message_id', 'in', piece);
          return Number((await sms.executeTakeFirst()).numDeletedRows);
        });
      }
      return deleted;
    },
  };
}
