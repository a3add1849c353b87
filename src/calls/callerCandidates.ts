import type { CallStarted } from '../domain/call.ts';
import { idKey, mayBeSamePhone, phoneKey } from '../domain/customerKeys.ts';
import type { CustomerStore } from '../ports/customerStore.ts';

/** More than this share a number only at a switchboard; then it tells nobody. */
const MOST_CANDIDATES = 5;

/** Ids of the customers a caller may be: the one the platform names, else everybody with this telephone number. */
export async function callerCandidates(
  { customerId, phone }: Pick<CallStarted, 'customerId' | 'phone'>,
  ports: { customers: Pick<CustomerStore, 'find' | 'matching'> },
): Promise<string[]> {
  const { customers } = ports;
  if (customerId !== undefined) {
    const [named] = await customers.matching([idKey(customerId)]);
    if (named !== undefined) return [named.customerId];
  }
  const key = phone === undefined ? undefined : phoneKey(phone);
  if (phone === undefined || key === undefined) return [];
  const found = await customers.matching([key]);
  const same: string[] = [];
  for (const id of new Set(found.slice(0, 10 * MOST_CANDIDATES).map((match) => match.customerId))) {
    const known = (await customers.find(id))?.phone;
    if (typeof known === 'string' && mayBeSamePhone(known, phone)) same.push(id);
  }
  return same.length > MOST_CANDIDATES ? [] : same;
}
