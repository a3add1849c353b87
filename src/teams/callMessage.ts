import type { Activity } from 'botbuilder';
import { viewCall } from '../calls/viewCall.ts';
import type { CallView } from '../domain/callView.ts';
import type { Agent } from '../domain/agent.ts';
import type { Call } from '../domain/lease.ts';
import { identifyAgent, mayTakeCalls } from '../guards/identifyAgent.ts';
import { messagesFor } from '../messages/messages.ts';
import { DirectoryUnavailable } from '../ports/directory.ts';
import type { Conversation } from '../ports/conversations.ts';
import { callActivity } from './callActivity.ts';
import type { TeamsPorts } from './ports.ts';
import { draftMessage } from './showDrafts.ts';

/** What the message of a call needs. */
export type CallMessagePorts = Pick<
  TeamsPorts,
  | ('leases' | 'customers' | 'crm' | 'codePhrases' | 'audit' | 'directory' | 'clock' | 'log')
  | ('drafts' | 'outbox' | 'dispositions' | 'awaited' | 'isWriting' | 'redraft' | 'watched')
>;

/** A call in the eyes of one agent. */
interface SeenCall {
  callId: string;
  agentId: string;
}

/** The message of this call as this agent may see it now. Throws DirectoryUnavailable where that is not known. */
export async function callMessage(
  shown: { call: Call; agentId: string; chat: Conversation },
  ports: CallMessagePorts,
): Promise<Partial<Activity>> {
  const { agentId, chat } = shown;
  const { callId } = shown.call;
  const call = await viewOfAgent({ callId, agentId }, ports);
  const draft = await ports.drafts.ofCall(callId);
  const isTheirs = draft?.origin === 'call' && draft.agentId === agentId && call.kind !== 'no-role';
  if (isTheirs) return draftMessage(draft, chat, ports);
  const previous = await previousAgent(shown.call, agentId, ports);
  const awaiting = await awaitingOf(callId, ports);
  const watched = await ports.watched.find(callId);
  const isAtRisk = watched !== undefined && watched.level !== 'none';
  const view = { callId, call, isAtRisk, now: ports.clock.now(), takenOverFrom: previous?.name, awaiting };
  return callActivity(view, messagesFor(localeOf(chat)));
}

/**
 * What this agent may see, with their role looked at: whoever loses it keeps no customer on screen. Taking one off
 * needs no role. Throws DirectoryUnavailable.
 */
export async function viewOfAgent({ callId, agentId }: SeenCall, ports: CallMessagePorts): Promise<CallView> {
  const view = await viewCall({ callId, agentId }, ports);
  if (view.kind === 'over' || view.kind === 'handed-over') return view;
  const may = await mayTakeCalls(agentId, ports);
  if (may === 'unknown') throw new DirectoryUnavailable('Nobody knows just now whether this person may see calls.');
  return may ? view : { kind: 'no-role' };
}

/** Writes down whose record this agent is about to see, if any. Throws AuditUnavailable: then it must not be shown. */
export async function auditView(
  { callId, agentId }: SeenCall,
  ports: Pick<CallMessagePorts, 'leases' | 'customers' | 'crm' | 'codePhrases' | 'audit' | 'clock' | 'log'>,
): Promise<void> {
  const seen = { at: ports.clock.now(), who: agentId, action: 'customer.viewed', result: 'done' } as const;
  const customers = customersIn(await viewCall({ callId, agentId }, ports));
  await Promise.all(
    customers.map((id) => ports.audit.write({ ...seen, what: `customer ${id}`, correlationId: callId })),
  );
}

function customersIn(view: CallView): string[] {
  if (view.kind === 'caller') return [view.facts.customerId];
  return view.kind === 'choose' ? view.candidates.map(({ customerId }) => customerId) : [];
}

/** What the note of a call waits for. */
export async function awaitingOf(
  callId: string,
  { awaited }: Pick<CallMessagePorts, 'awaited'>,
): Promise<'transcript' | 'recording' | 'failed' | undefined> {
  const file = await awaited.find(callId);
  if (file === undefined || file.state === 'arrived') return undefined;
  return file.state === 'failed' ? 'failed' : file.kind;
}

/** Who had the call before this agent took it. */
async function previousAgent(call: Call, agentId: string, ports: CallMessagePorts): Promise<Agent | undefined> {
  const since = call.agents.find((one) => one.agentId === agentId)?.assignedAt;
  const earlier = call.agents
    .flatMap(({ assignedAt, ...one }) => (assignedAt === undefined ? [] : [{ assignedAt, ...one }]))
    .filter((one) => one.agentId !== agentId && since !== undefined && one.assignedAt < since)
    .sort((one, other) => other.assignedAt.getTime() - one.assignedAt.getTime())[0];
  const agent = earlier && (await identifyAgent(earlier.agentId, ports));
  return agent === undefined || agent.name === '' ? undefined : agent;
}

function localeOf(chat: Conversation): string | undefined {
  const locale = (chat.reference as { locale?: unknown } | undefined)?.locale;
  return typeof locale === 'string' ? locale : undefined;
}
