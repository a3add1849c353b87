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

/** What there was in all of them. */
export interface RightsReport {
  /** False where no store held anything and the audit log tells of no record of theirs either. */
  isKnown: boolean;
  stores: StoreReport[];
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
export async function forgetCustomer(request: CustomerRequest, ports: RightsPorts): Promise<RightsReport> {
  await record(request, { action: 'customer.forgotten', result: 'begun' }, ports);
  const customer = await known(request.customerId, ports);
  const stores: StoreReport[] = [];
  for (const store of ports.personal.stores) {
    stores.push({ store: store.store, rows: await store.forget(customer, ports.clock.now()) });
  }
  await ports.personal.scrub();
  const rows = await auditRowsOf(request.customerId, ports);
  const isKnown = wasKnown(stores, rows);
  const why = 'who did what is kept until AUDIT_RETENTION_DAYS';
  await record(request, { action: 'customer.forgotten', result: isKnown ? 'done' : 'failed' }, ports);
  return { isKnown, stores: [...stores, { store: 'audit', rows: 0, kept: rows.length, why }] };
}

/** Everything our stores hold about a customer. Throws AuditUnavailable before anything is read. */
export async function discloseCustomer(request: CustomerRequest, ports: RightsPorts): Promise<RightsReport> {
  await record(request, { action: 'customer.disclosed', result: 'done' }, ports);
  const customer = await known(request.customerId, ports);
  const stores: StoreReport[] = [];
  for (const store of ports.personal.stores) {
    const records = await store.find(customer);
    stores.push({ store: store.store, rows: records.length, records });
  }
  const records = await auditRowsOf(request.customerId, ports);
  return {
    isKnown: wasKnown(stores, records),
    stores: [...stores, { store: 'audit', rows: records.length, records }],
  };
}

/** Whose record was seen or deleted once stays known to the audit log; to have been asked about is not enough. */
function wasKnown(stores: readonly StoreReport[], auditRows: readonly AuditRow[]): boolean {
  const tellsOfThem = ({ action, result }: AuditRow): boolean =>
    result === 'done' && (action === 'customer.viewed' || action === 'customer.forgotten');
  return stores.some(({ rows }) => rows > 0) || auditRows.some(tellsOfThem);
}

async function known(customerId: string, ports: Pick<RightsPorts, 'customers'>): Promise<KnownCustomer> {
  const customer = await ports.customers.find(customerId);
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const { numbers, addresses } = customer === undefined ? {} : knownPerson(customer);
  const { name, phone, email } = customer ?? {};
  return { customerId, name: text(name), phone: text(phone), email: text(email), numbers, addresses };
}

type AuditRow = Pick<AuditEntry, 'at' | 'who' | 'action' | 'result'>;

async function auditRowsOf(customerId: string, ports: Pick<RightsPorts, 'audit'>): Promise<AuditRow[]> {
  const found: AuditRow[] = [];
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
