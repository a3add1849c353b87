import type { Activity, TurnContext } from 'botbuilder';
import { type CallView, viewCall } from '../calls/viewCall.ts';
import type { Agent } from '../domain/agent.ts';
import type { NoteDraft } from '../domain/noteDraft.ts';
import { callHolder, type Call, LONGEST_CALL_MS } from '../domain/lease.ts';
import { identifyAgent } from '../guards/identifyAgent.ts';
import { messagesFor } from '../messages/messages.ts';
import type { Conversation } from '../ports/conversations.ts';
import type { CallMessage } from '../ports/leases.ts';
import { refuseActivity } from './admitActivity.ts';
import { callActivity } from './callActivity.ts';
import type { CallTeller } from './callTeller.ts';
import type { TeamsPorts } from './ports.ts';
import { draftMessage } from './showDrafts.ts';

type ShowPorts = Pick<
  TeamsPorts,
  | ('leases' | 'customers' | 'crm' | 'audit' | 'conversations' | 'directory' | 'clock' | 'log')
  | ('drafts' | 'outbox' | 'dispositions' | 'awaited' | 'isWriting' | 'redraft')
>;

interface House {
  teller: CallTeller;
  ports: ShowPorts;
}

/**
 * Shows a call to whoever has it, in one message of their own chat, and brings the messages of everybody else who had
 * it up to date. Of several processes one sends the message; what becomes of it is counted.
 */
export async function showCall(callId: string, teller: CallTeller, ports: ShowPorts): Promise<void> {
  const call = await ports.leases.find(callId);
  if (call === undefined) return;
  const house = { teller, ports };
  let sent = '';
  const holder = callHolder(call);
  const draft = await ports.drafts.ofCall(callId);
  if (holder !== undefined) await handDraftOver(draft, holder, ports);
  if (holder !== undefined && (await viewCall({ callId, agentId: holder }, ports)).kind !== 'over') {
    if (await ports.leases.claimMessage(callId, holder, ports.clock.now())) sent = await sendFirst(call, holder, house);
  }
  for (const message of await ports.leases.messagesOf(callId)) {
    const shown = message.agentId === holder ? sent : '';
    // A transcript may arrive after the wrap-up; its note still stands in the one message of the call.
    const isForNote = message.outcome === 'closed' && draft?.origin === 'call' && message.agentId === holder;
    if (message.outcome === 'shown' || isForNote) await bringUpToDate({ message, call, shown }, house);
  }
}

/** The note of a call belongs to whoever has the call. */
async function handDraftOver(draft: NoteDraft | undefined, holder: string, { drafts }: ShowPorts): Promise<void> {
  if (draft?.state === 'draft' && draft.agentId !== holder) await drafts.assign(draft.draftId, holder);
}

/** Takes the customer off the messages of calls whose wrap-up is over. Returns how many there were. */
export async function closeOldCalls(teller: CallTeller, ports: ShowPorts): Promise<number> {
  const now = ports.clock.now().getTime();
  const since = new Date(now - 2 * LONGEST_CALL_MS - ports.leases.wrapUpMs);
  let closed = 0;
  for (const message of await ports.leases.messagesSince(since)) {
    if (message.outcome !== 'shown') continue;
    const { callId, agentId } = message;
    if ((await viewCall({ callId, agentId }, ports)).kind !== 'over') continue;
    const call = await ports.leases.find(callId);
    if (call === undefined) continue;
    await bringUpToDate({ message, call, shown: '' }, { teller, ports });
    closed += 1;
  }
  return closed;
}

/** Returns what was sent, as text. */
async function sendFirst(call: Call, agentId: string, house: House): Promise<string> {
  const { ports } = house;
  const { callId } = call;
  const at = ports.clock.now();
  const reached = await reach(agentId, house);
  if (!('chat' in reached)) {
    ports.log.warn({ callId, agentId, outcome: reached.outcome }, 'call not shown');
    await ports.leases.saveMessage({ callId, agentId, outcome: reached.outcome, at });
    return '';
  }
  const { chat } = reached;
  const activity = await activityFor({ call, agentId, chat }, ports);
  await writeInto(chat, house, async (context) => {
    await auditView({ callId, agentId }, ports);
    const sent = await context.sendActivity({ ...activity });
    const shown = { conversationId: chat.conversationId, ...(sent?.id === undefined ? {} : { activityId: sent.id }) };
    await ports.leases.saveMessage({ callId, agentId, outcome: 'shown', at, ...shown });
  }).catch(async (error: unknown) => {
    ports.log.warn({ callId, agentId, kind: kindOf(error) }, 'call not shown');
    await ports.leases.saveMessage({ callId, agentId, outcome: 'failed', at });
  });
  return JSON.stringify(activity);
}

/** Writes down whose record this agent is about to see, if any. Throws AuditUnavailable: then it must not be shown. */
export async function auditView(
  { callId, agentId }: { callId: string; agentId: string },
  ports: Pick<ShowPorts, 'leases' | 'customers' | 'crm' | 'audit' | 'clock' | 'log'>,
): Promise<void> {
  const view = await viewCall({ callId, agentId }, ports);
  if (view.kind !== 'caller') return;
  const what = `customer ${view.facts.customerId}`;
  const at = ports.clock.now();
  await ports.audit.write({ at, who: agentId, action: 'customer.viewed', what, result: 'done', correlationId: callId });
}

/** Twice is enough: what changes while a message is on its way is read again, once it has arrived. */
const MOST_UPDATES = 3;

interface StandingMessage {
  message: CallMessage;
  call: Call;
  /** What it says, as far as we know. */
  shown: string;
}

/** Updates a message where it stands until it says what is true after it was sent; others may update it meanwhile. */
async function bringUpToDate({ message, call, ...last }: StandingMessage, house: House): Promise<void> {
  const { callId, agentId, activityId } = message;
  const { ports } = house;
  const reached = activityId === undefined ? undefined : await reach(agentId, house);
  if (reached === undefined || !('chat' in reached) || reached.chat.conversationId !== message.conversationId) return;
  const { chat } = reached;
  try {
    let { shown } = last;
    for (let update = 1; update <= MOST_UPDATES; update += 1) {
      const activity = await activityFor({ call, agentId, chat }, ports);
      if (JSON.stringify(activity) === shown) break;
      shown = JSON.stringify(activity);
      await writeInto(chat, house, async (context) => {
        await context.updateActivity({ ...activity, id: activityId });
      });
    }
    const view = await viewCall({ callId, agentId }, ports);
    if (view.kind === 'over') await ports.leases.saveMessage({ ...message, outcome: 'closed' });
  } catch (error) {
    ports.log.warn({ callId, agentId, kind: kindOf(error) }, 'call message not updated');
  }
}

/** The chat of somebody who may see calls, or why there is none. */
async function reach(
  agentId: string,
  { teller, ports }: House,
): Promise<{ chat: Conversation } | { outcome: 'no-role' | 'never-installed' | 'foreign-tenant' }> {
  const agent = await identifyAgent(agentId, ports);
  if (!agent.roles.includes('agent')) return { outcome: 'no-role' };
  const chat = await ports.conversations.personalChatOf(agentId);
  if (chat === undefined) return { outcome: 'never-installed' };
  const isAdmitted = refuseActivity(chat.reference as Activity, teller.admission) === undefined;
  return isAdmitted ? { chat } : { outcome: 'foreign-tenant' };
}

async function writeInto(
  chat: Conversation,
  { teller }: House,
  write: (context: TurnContext) => Promise<void>,
): Promise<void> {
  await teller.adapter.continueConversationAsync(teller.botId, chat.reference, write);
}

async function activityFor(
  shown: { call: Call; agentId: string; chat: Conversation },
  ports: ShowPorts,
): Promise<Partial<Activity>> {
  const { agentId, chat } = shown;
  const { callId } = shown.call;
  const draft = await ports.drafts.ofCall(callId);
  if (draft?.origin === 'call' && draft.agentId === agentId) return draftMessage(draft, chat, ports);
  const call: CallView = await viewCall({ callId, agentId }, ports);
  const previous = await previousAgent(shown.call, agentId, ports);
  const awaiting = await awaitingOf(callId, ports);
  const view = { callId, call, now: ports.clock.now(), takenOverFrom: previous?.name, awaiting };
  return callActivity(view, messagesFor(localeOf(chat)));
}

/** What the note of a call waits for. */
export async function awaitingOf(
  callId: string,
  { awaited }: Pick<ShowPorts, 'awaited'>,
): Promise<'transcript' | 'recording' | 'failed' | undefined> {
  const file = await awaited.find(callId);
  if (file === undefined || file.state === 'arrived') return undefined;
  return file.state === 'failed' ? 'failed' : file.kind;
}

/** Who had the call before this agent took it. */
async function previousAgent(call: Call, agentId: string, ports: ShowPorts): Promise<Agent | undefined> {
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

function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
