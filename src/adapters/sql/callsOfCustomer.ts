import type { Selectable } from 'kysely';
import { fromJson } from './columns.ts';
import type { Database } from './database.ts';
import type { CallTable } from './tables.ts';

/** Calls that are, or may be, with the customer. */
export async function callsOfCustomer(customerId: string, database: Database): Promise<Selectable<CallTable>[]> {
  const rows = await database.read((tables) => tables.selectFrom('calls').selectAll().execute());
  return rows.filter(
    (row) => row.customer_id === customerId || fromJson<string[]>(row.candidates).includes(customerId),
  );
}

/**
 * Ids of calls with the customer, and of those that may be while that is not settled: what was said before anybody knew
 * who was calling is found by its call alone.
 */
export async function callIdsOf(customerId: string, database: Database): Promise<string[]> {
  const calls = await callsOfCustomer(customerId, database);
  return calls.filter((row) => (row.customer_id ?? customerId) === customerId).map((row) => row.call_id);
}
