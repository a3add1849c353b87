import type { CallView } from '../domain/callView.ts';
import { type CustomerFacts, factsOf } from '../domain/customerFacts.ts';
import { type Call, callHolder, type Lease, leaseOf } from '../domain/lease.ts';
import type { CodePhrases } from './codePhrases.ts';
import type { Clock } from '../ports/clock.ts';
import { type Crm, CrmUnavailable } from '../ports/crm.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { Leases } from '../ports/leases.ts';
import type { Log } from '../ports/log.ts';

/** What seeing a call needs. */
export interface ViewPorts {
  leases: Pick<Leases, 'find' | 'wrapUpMs'>;
  customers: Pick<CustomerStore, 'find'>;
  crm: Pick<Crm, 'recentContacts'>;
  codePhrases: Pick<CodePhrases, 'of'>;
  log: Log;
  clock: Clock;
}

/** What this agent may see of this call now: of its customer nothing, unless the lease is theirs. */
export async function viewCall(
  { callId, agentId }: { callId: string; agentId: string },
  ports: ViewPorts,
): Promise<CallView> {
  const open = await openCall({ callId, agentId }, ports);
  if (open.kind !== 'open') return open;
  const { call, lease } = open;
  const { isLive, customer } = lease;
  switch (customer.kind) {
    case 'known': {
      const record = await ports.customers.find(customer.customerId);
      const facts = factsOf(record ?? { customerId: customer.customerId });
      const codePhrase = isLive ? await ports.codePhrases.of(call, record?.phone) : undefined;
      return {
        ...{ kind: 'caller', isLive, facts: { ...facts, contacts: await contactsOf(facts, ports) } },
        ...(codePhrase === undefined ? {} : { codePhrase }),
      };
    }
    case 'ambiguous': {
      const records = await Promise.all(customer.candidates.map((id) => ports.customers.find(id)));
      const known = records.filter((record) => record !== undefined).map(factsOf);
      const candidates = known.map(({ customerId, name }) => ({ customerId, name: name ?? customerId }));
      return { kind: 'choose', isLive, candidates };
    }
    case 'unidentified':
      return { kind: 'identify', isLive };
  }
}

/** Whether a call is open to this agent. Reads no record, so that no slow CRM can hold it up. */
export async function openCall(
  { callId, agentId }: { callId: string; agentId: string },
  { leases, clock }: Pick<ViewPorts, 'leases' | 'clock'>,
): Promise<{ kind: 'open'; call: Call; lease: Lease } | { kind: 'over' | 'handed-over' }> {
  const call = await leases.find(callId);
  const lease = call && leaseOf(call, clock.now(), leases.wrapUpMs);
  if (call === undefined || lease === undefined) return { kind: 'over' };
  return callHolder(call) === agentId ? { kind: 'open', call, lease } : { kind: 'handed-over' };
}

const CONTACTS = 10;
/** A call card that waits for the CRM is of no use. */
const CONTACTS_MS = 2_000;

/** The last contacts with what was written after calls since; those of the record alone while the CRM is away. */
async function contactsOf(
  { customerId, contacts }: CustomerFacts,
  { crm, log }: Pick<ViewPorts, 'crm' | 'log'>,
): Promise<CustomerFacts['contacts']> {
  const signal = AbortSignal.timeout(CONTACTS_MS);
  try {
    const latest = await crm.recentContacts(customerId, CONTACTS, signal);
    return latest.length === 0 ? contacts : factsOf({ customerId, history: latest }).contacts;
  } catch (error) {
    if (!(error instanceof CrmUnavailable) && !signal.aborted) throw error;
    log.warn({ status: error instanceof CrmUnavailable ? error.status : undefined }, 'last contacts not read');
    return contacts;
  }
}
