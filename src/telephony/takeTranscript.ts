import type { CallEnded } from '../domain/call.ts';
import type { Customer } from '../domain/customer.ts';
import type { Language } from '../domain/language.ts';
import { callHolder, leaseOf } from '../domain/lease.ts';
import { saveDraft } from '../notes/saveDraft.ts';
import { tryTranscript } from '../notes/tryTranscript.ts';
import type { AuditLog } from '../ports/auditLog.ts';
import type { Clock } from '../ports/clock.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { Drafts } from '../ports/drafts.ts';
import type { Leases } from '../ports/leases.ts';

/** What drafting the note of a call needs. */
export interface TranscriptPorts {
  drafts: Pick<Drafts, 'add' | 'find' | 'rewrite'>;
  dispositions: readonly string[];
  leases: Pick<Leases, 'find' | 'wrapUpMs'>;
  customers: Pick<CustomerStore, 'find'>;
  audit: Pick<AuditLog, 'write'>;
  /** The language this agent reads. */
  languageOf: (agentId: string) => Promise<Language>;
  clock: Clock;
}

/**
 * Drafts the note from the transcript a call ended with. Returns a sentence when there is none: a call that no agent has
 * taken may be a subscriber's, of which nothing is ever kept.
 */
export async function takeTranscript(
  { callId, at, transcript: given }: CallEnded,
  ports: TranscriptPorts,
): Promise<string | undefined> {
  if (given === undefined) return undefined;
  const call = await ports.leases.find(callId);
  const agentId = call && callHolder(call);
  if (call === undefined || agentId === undefined) {
    return 'transcript was not kept: no agent has taken this call. Send the event again once one has.';
  }
  const transcript = await tryTranscript(Buffer.from(JSON.stringify(given)));
  if ('problem' in transcript) return `transcript cannot be read: ${transcript.problem}`;
  const lease = leaseOf(call, ports.clock.now(), ports.leases.wrapUpMs);
  const customerId = lease?.customer.kind === 'known' ? lease.customer.customerId : undefined;
  const customer = customerId === undefined ? undefined : await recordOf({ callId, agentId, customerId }, ports);
  const language = await ports.languageOf(agentId);
  await saveDraft({ callId, agentId, customer, origin: 'call', at, transcript, language }, ports);
  return undefined;
}

/** The record of the customer, audited like any other view. */
async function recordOf(
  { callId, agentId, customerId }: { callId: string; agentId: string; customerId: string },
  { audit, customers, clock }: TranscriptPorts,
): Promise<Customer> {
  const what = { action: 'customer.viewed', what: `customer ${customerId}`, result: 'done' } as const;
  await audit.write({ at: clock.now(), who: agentId, ...what, correlationId: callId });
  return (await customers.find(customerId)) ?? { customerId };
}
