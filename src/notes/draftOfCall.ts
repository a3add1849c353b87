import type { Customer } from '../domain/customer.ts';
import type { Language } from '../domain/language.ts';
import { callHolder, leaseOf } from '../domain/lease.ts';
import type { NoteDraft } from '../domain/noteDraft.ts';
import type { Transcript } from '../domain/transcript.ts';
import type { AuditLog } from '../ports/auditLog.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { Drafts } from '../ports/drafts.ts';
import type { Leases } from '../ports/leases.ts';
import type { ContextPorts } from './callContext.ts';
import { keptDraft, saveDraft } from './saveDraft.ts';

/** What drafting the note of a call needs. */
export interface CallDraftPorts extends ContextPorts {
  drafts: Pick<Drafts, 'add' | 'find' | 'rewrite' | 'forgetCall'>;
  dispositions: readonly string[];
  leases: Pick<Leases, 'find' | 'wrapUpMs'>;
  customers: Pick<CustomerStore, 'find'>;
  audit: Pick<AuditLog, 'write'>;
  /** Told of each draft that is made. */
  onDrafted: (draftId: string) => void;
  /** The language this agent reads. */
  languageOf: (agentId: string) => Promise<Language>;
}

/**
 * Drafts the note of a call for whoever has it; told again, nothing is read or drafted anew. 'nobodys' for a call that no
 * agent has taken: nothing of it is kept.
 */
export async function draftOfCall(
  { callId, at, transcript }: { callId: string; at: Date; transcript: Transcript },
  ports: CallDraftPorts,
): Promise<NoteDraft | undefined | 'nobodys'> {
  const call = await ports.leases.find(callId);
  const agentId = call && callHolder(call);
  if (call === undefined || agentId === undefined) return 'nobodys';
  const kept = await keptDraft(callId, ports);
  if (kept !== undefined) return kept.state === 'draft' ? kept : undefined;
  const lease = leaseOf(call, ports.clock.now(), ports.leases.wrapUpMs);
  const customerId = lease?.customer.kind === 'known' ? lease.customer.customerId : undefined;
  const customer = customerId === undefined ? undefined : await recordOf({ callId, agentId, customerId }, ports);
  const language = await ports.languageOf(agentId);
  const draft = await saveDraft({ callId, agentId, customer, origin: 'call', at, transcript, language }, ports);
  // Whose call it is may have been told meanwhile, by a start that came last.
  if ((await ports.leases.find(callId))?.isOfSubscriber !== true) return draft;
  await ports.drafts.forgetCall(callId);
  return 'nobodys';
}

/** The record of the customer, audited like any other view. */
async function recordOf(
  { callId, agentId, customerId }: { callId: string; agentId: string; customerId: string },
  { audit, customers, clock }: CallDraftPorts,
): Promise<Customer> {
  const what = { action: 'customer.viewed', what: `customer ${customerId}`, result: 'done' } as const;
  await audit.write({ at: clock.now(), who: agentId, ...what, correlationId: callId });
  return (await customers.find(customerId)) ?? { customerId };
}
