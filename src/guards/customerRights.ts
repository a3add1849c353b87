import { knownPerson } from '../domain/personalData/knownPerson.ts';
import type { AuditAction, AuditEntry, AuditLog } from '../ports/auditLog.ts';
import type { Clock } from '../ports/clock.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { KnownCustomer, PersonalData } from '../ports/personalData.ts';

/** Whose data, and who asks for it; `correlationId` binds the rows this leaves in the audit log. */
export interface CustomerRequest {
  customerId: string;
  who: string;
  correlationId: string;
}

/** What there was in one store. */
export interface StoreReport {
  store: string;
  rows: number;
  /** Rows that stay, and why, where something must stay. */
  kept?: number;
  why?: string;
  /** For the customer to read. */
  records?: readonly object[];
}

/** What the rights of a customer over their data need. */
export interface RightsPorts {
  customers: Pick<CustomerStore, 'find'>;
  personal: PersonalData;
  audit: Pick<AuditLog, 'write' | 'rows'>;
  clock: Clock;
}

/**
 * Deletes everything our stores hold about a customer, store by store. Audit rows stay until their time: they hold the
 * customer's number, and of what was said a keyed hash. Throws AuditUnavailable before anything is deleted.
 */
export async function forgetCustomer(request: CustomerRequest, ports: RightsPorts): Promise<StoreReport[]> {
  await record(request, { action: 'customer.forgotten', result: 'begun' }, ports);
  const customer = await known(request.customerId, ports);
  const reports: StoreReport[] = [];
  for (const store of ports.personal.stores) {
    reports.push({ store: store.store, rows: await store.forget(customer, ports.clock.now()) });
  }
  await ports.personal.scrub();
  const kept = (await auditRowsOf(request.customerId, ports)).length;
  reports.push({ store: 'audit', rows: 0, kept, why: 'who did what is kept until AUDIT_RETENTION_DAYS' });
  await record(request, { action: 'customer.forgotten', result: 'done' }, ports);
  return reports;
}

/** Everything our stores hold about a customer. Throws AuditUnavailable before anything is read. */
export async function discloseCustomer(request: CustomerRequest, ports: RightsPorts): Promise<StoreReport[]> {
  await record(request, { action: 'customer.disclosed', result: 'done' }, ports);
  const customer = await known(request.customerId, ports);
  const reports: StoreReport[] = [];
  for (const store of ports.personal.stores) {
    const records = await store.find(customer);
    reports.push({ store: store.store, rows: records.length, records });
  }
  const records = await auditRowsOf(request.customerId, ports);
  return [...reports, { store: 'audit', rows: records.length, records }];
}

async function known(customerId: string, ports: Pick<RightsPorts, 'customers'>): Promise<KnownCustomer> {
  const customer = await ports.customers.find(customerId);
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const { numbers, addresses } = customer === undefined ? {} : knownPerson(customer);
  const { name, phone, email } = customer ?? {};
  return { customerId, name: text(name), phone: text(phone), email: text(email), numbers, addresses };
}

async function auditRowsOf(customerId: string, ports: Pick<RightsPorts, 'audit'>): Promise<object[]> {
  const found: object[] = [];
  for await (const { at, who, action, what, result } of ports.audit.rows(new Date(0))) {
    if (what === `customer ${customerId}`) found.push({ at, who, action, result });
  }
  return found;
}

function record(
  { customerId, who, correlationId }: CustomerRequest,
  entry: { action: AuditAction; result: AuditEntry['result'] },
  { audit, clock }: Pick<RightsPorts, 'audit' | 'clock'>,
): Promise<void> {
  return audit.write({ at: clock.now(), who, what: `customer ${customerId}`, correlationId, ...entry });
}
