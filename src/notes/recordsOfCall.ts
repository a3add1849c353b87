import type { Customer } from '../domain/customer.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { Leases } from '../ports/leases.ts';

/** Records of whoever a call may have been with: what stands in them is hidden from a model, and shown to nobody. */
export async function recordsOfCall(
  { customerId, callId }: { customerId?: string | undefined; callId?: string | undefined },
  { customers, leases }: { customers: Pick<CustomerStore, 'find'>; leases: Pick<Leases, 'find'> },
): Promise<Customer[]> {
  const call = callId === undefined ? undefined : await leases.find(callId);
  const ids = new Set([customerId, call?.customerId, ...(call?.candidates ?? [])].filter((id) => id !== undefined));
  const records = await Promise.all([...ids].map((id) => customers.find(id)));
  return records.filter((record) => record !== undefined);
}
