import type { Activity } from 'botbuilder';
import { openCall, viewCall } from '../calls/viewCall.ts';
import type { CallView } from '../domain/callView.ts';
import type { Agent } from '../domain/agent.ts';
import type { Call } from '../domain/lease.ts';
import type { NoteDraft } from '../domain/noteDraft.ts';
import { identifyAgent, mayTakeCalls } from '../guards/identifyAgent.ts';
import { messagesFor } from '../messages/messages.ts';
import { DirectoryUnavailable } from '../ports/directory.ts';
import type { Conversation } from '../ports/conversations.ts';
import type { MessageOutcome } from '../ports/leases.ts';
import { callActivity } from './callActivity.ts';
import type { TeamsPorts } from './ports.ts';
import { draftMessage } from './showDrafts.ts';

/** What the message of a call needs. */
export type CallMessagePorts = Pick<
  TeamsPorts,
  | ('leases' | 'customers' | 'crm' | 'codePhrases' | 'audit' | 'directory' | 'clock' | 'log')
  | ('drafts' | 'outbox' | 'shown' | 'dispositions' | 'awaited' | 'isWriting' | 'redraft' | 'watched' | 'knowledge')
>;

/** A call in the eyes of one agent. */
interface SeenCall {
  callId: string;
  agentId: string;
}

/** What a message of a call is once it says this. */
export type StandingOutcome = Extract<MessageOutcome, 'shown' | 'withdrawn' | 'closed'>;

/** The message of a call as one agent may see it, and whose data it shows. */
export interface DrawnCall {
  activity: Partial<Activity>;
  outcome: StandingOutcome;
  customerIds: readonly string[];
  /** The draft of the note it shows. */
  noteId?: string;
}

/** The message of this call as this agent may see it now. Throws DirectoryUnavailable where that is not known. */
export async function callMessage(
  shown: { call: Call; agentId: string; chat: Conversation },
  ports: CallMessagePorts,
): Promise<DrawnCall> {
  const { agentId, chat } = shown;
  const { callId } = shown.call;
  const { kind, outcome, note } = await callStanding({ callId, agentId }, ports);
  if (note !== undefined) {
    const customerIds = note.customerId === undefined ? [] : [note.customerId];
    return { activity: await draftMessage(note, chat, ports), outcome, customerIds, noteId: note.draftId };
  }
  const call = kind === 'open' ? await viewCall({ callId, agentId }, ports) : { kind };
  const previous = await previousAgent(shown.call, agentId, ports);
  const awaiting = await awaitingOf(callId, ports);
  const watched = await ports.watched.find(callId);
  const isAtRisk = watched !== undefined && watched.level !== 'none';
  const view = { callId, call, isAtRisk, now: ports.clock.now(), takenOverFrom: previous?.name, awaiting };
  const activity = callActivity(view, messagesFor(localeOf(chat)));
  return { activity, outcome: outcomeOf(call, outcome), customerIds: customersIn(call) };
}

/** The call may have moved on since its standing was looked at. */
function outcomeOf({ kind }: CallView, standing: StandingOutcome): StandingOutcome {
  if (kind === 'over') return standing === 'withdrawn' ? standing : 'closed';
  return kind === 'handed-over' || kind === 'no-role' ? 'withdrawn' : 'shown';
}

interface CallStanding {
  kind: 'open' | 'over' | 'handed-over' | 'no-role';
  outcome: StandingOutcome;
  /** Their note of the call, where they may read it. */
  note?: NoteDraft | undefined;
}

/**
 * What this agent's message may say, by the call and their role alone: whoever loses the role keeps no customer on
 * screen and no note, and no slow CRM keeps one there. Taking one off needs no role. Throws DirectoryUnavailable.
 */
export async function callStanding({ callId, agentId }: SeenCall, ports: CallMessagePorts): Promise<CallStanding> {
  const { kind } = await openCall({ callId, agentId }, ports);
  if (kind === 'handed-over') return { kind, outcome: 'withdrawn' };
  const draft = await ports.drafts.ofCall(callId);
  const note = draft?.origin === 'call' && draft.agentId === agentId ? draft : undefined;
  if (kind === 'over' && note === undefined) return { kind, outcome: 'closed' };
  const may = await mayTakeCalls(agentId, ports);
  if (may === false) return { kind: 'no-role', outcome: 'withdrawn' };
  if (may !== 'unknown') return { kind, outcome: kind === 'over' ? 'closed' : 'shown', note };
  // The note comes back with the directory.
  if (kind === 'over') return { kind, outcome: 'withdrawn' };
  throw new DirectoryUnavailable('Nobody knows just now whether this person may see calls.');
}

/** Writes down whose data this agent is about to see. Throws AuditUnavailable: then it must not be shown. */
export async function auditView(
  { callId, agentId, customerIds }: SeenCall & Pick<DrawnCall, 'customerIds'>,
  { audit, clock }: Pick<CallMessagePorts, 'audit' | 'clock'>,
): Promise<void> {
  const seen = { at: clock.now(), who: agentId, action: 'customer.viewed', result: 'done' } as const;
  await Promise.all(customerIds.map((id) => audit.write({ ...seen, what: `customer ${id}`, correlationId: callId })));
}

/** Whose data a view shows. */
export function customersIn(view: CallView): string[] {
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
