import type { Activity, TurnContext } from 'botbuilder';
import type { NoteDraft } from '../domain/noteDraft.ts';
import { callHolder, type Call, leaseOf } from '../domain/lease.ts';
import { mayTakeCalls } from '../guards/identifyAgent.ts';
import { type Messages, messagesFor } from '../messages/messages.ts';
import type { Conversation } from '../ports/conversations.ts';
import type { CallMessage, MessageOutcome } from '../ports/leases.ts';
import { refuseActivity } from './admitActivity.ts';
import { forgottenActivity } from './callActivity.ts';
import { auditView, callMessage, type CallMessagePorts, callStanding } from './callMessage.ts';
import type { CallTeller } from './callTeller.ts';
import { noteShown } from './noteShown.ts';
import type { TeamsPorts } from './ports.ts';

type ShowPorts = CallMessagePorts & Pick<TeamsPorts, 'conversations'>;

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
  if (holder !== undefined && leaseOf(call, ports.clock.now(), ports.leases.wrapUpMs) !== undefined) {
    if (await ports.leases.claimMessage(callId, holder, ports.clock.now())) sent = await sendFirst(call, holder, house);
  }
  for (const message of await ports.leases.messagesOf(callId)) {
    const shown = message.agentId === holder ? sent : '';
    // A transcript may arrive after the wrap-up; its note still stands in the one message of the call.
    const hasNote = draft?.origin === 'call' && message.agentId === holder;
    // A subscriber's call keeps no note, even where one stood before anybody knew whose call it was.
    const isForNote = message.outcome === 'closed' && (hasNote || call.isOfSubscriber === true);
    if (STANDS.has(message.outcome) || isForNote) await bringUpToDate({ message, call, shown }, house);
  }
}

/** The note of a call belongs to whoever has the call. */
async function handDraftOver(draft: NoteDraft | undefined, holder: string, { drafts }: ShowPorts): Promise<void> {
  if (draft?.state === 'draft' && draft.agentId !== holder) await drafts.assign(draft.draftId, holder);
}

/** A message that stands in a chat and may still change. */
const STANDS: ReadonlySet<MessageOutcome> = new Set(['shown', 'withdrawn']);
/** Somebody on a call gets its message once it can be sent. */
const UNSENT: ReadonlySet<MessageOutcome> = new Set(['failed', 'directory-away']);
/** A message that a fault kept the customer on is tried again this long. */
const TRIED_FOR_MS = 7 * 24 * 3_600_000;

/**
 * Takes the customer off the messages of whoever may see the call no longer: its wrap-up is over, somebody else has it,
 * the role is gone. Sends what could not be sent while the call lasts. Returns how many messages it changed.
 */
export async function settleCallMessages(teller: CallTeller, ports: ShowPorts): Promise<number> {
  const house = { teller, ports };
  const toShow: CallMessage[] = [];
  let changed = 0;
  for (const message of await ports.leases.messagesSince(new Date(ports.clock.now().getTime() - TRIED_FOR_MS))) {
    if (!STANDS.has(message.outcome) && !UNSENT.has(message.outcome)) continue;
    const standing = await callStanding(message, ports).catch((error: unknown) => missed(message, error, ports));
    if (standing === undefined || standing.outcome === message.outcome) continue;
    if (standing.outcome === 'shown') toShow.push(message);
    else if (STANDS.has(message.outcome) && (await settle(message, house))) changed += 1;
  }
  // Last, because a customer that is to be shown may wait for the CRM.
  for (const message of toShow) if (await settle(message, house)) changed += 1;
  return changed;
}

/** False when there is nothing to do any more. */
async function settle(message: CallMessage, house: House): Promise<boolean> {
  const { callId, agentId } = message;
  const { leases, clock } = house.ports;
  const call = await leases.find(callId);
  if (call === undefined) return false;
  if (!UNSENT.has(message.outcome)) {
    await bringUpToDate({ message, call, shown: '' }, house);
    return true;
  }
  // The list may be older than another process's message.
  if (!(await leases.reclaimMessage(callId, agentId, clock.now()))) return false;
  await sendFirst(call, agentId, house);
  return true;
}

/** Returns what was sent, as text. */
async function sendFirst(call: Call, agentId: string, house: House): Promise<string> {
  const { ports } = house;
  const { callId } = call;
  const at = ports.clock.now();
  const reached = await reachAgent(agentId, house);
  if (!('chat' in reached)) {
    ports.log.warn({ callId, agentId, outcome: reached.outcome }, 'call not shown');
    await ports.leases.saveMessage({ callId, agentId, outcome: reached.outcome, at });
    return '';
  }
  const { chat } = reached;
  try {
    const { activity, outcome, customerIds, noteId } = await callMessage({ call, agentId, chat }, ports);
    await auditView({ callId, agentId, customerIds }, ports);
    await writeInto(chat, house, async (context) => {
      const sent = await context.sendActivity({ ...activity });
      const shown = { conversationId: chat.conversationId, ...(sent?.id === undefined ? {} : { activityId: sent.id }) };
      const isKept = await ports.leases.saveMessage({ callId, agentId, outcome, at, ...shown });
      // The customer was forgotten while the message was on its way.
      if (!isKept) await context.updateActivity({ ...forgottenActivity(messagesIn(chat)), id: sent?.id });
      else await rememberNote({ noteId, agentId, chat, activityId: sent?.id }, context, ports);
    });
    return JSON.stringify(activity);
  } catch (error) {
    missed({ callId, agentId }, error, ports);
    await ports.leases.saveMessage({ callId, agentId, outcome: 'failed', at });
    return '';
  }
}

/** What changes while a message is on its way is read again, once it has arrived. */
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
  const chat = await chatOf(agentId, house);
  if (activityId === undefined || typeof chat === 'string' || chat.conversationId !== message.conversationId) return;
  try {
    let { shown } = last;
    let saved = message.outcome;
    for (let update = 1; update <= MOST_UPDATES; update += 1) {
      const { activity, outcome, customerIds, noteId } = await callMessage({ call, agentId, chat }, ports);
      const isSame = JSON.stringify(activity) === shown;
      if (!isSame) {
        await auditView({ callId, agentId, customerIds }, ports);
        await writeInto(chat, house, async (context) => {
          await context.updateActivity({ ...activity, id: activityId });
          await rememberNote({ noteId, agentId, chat, activityId }, context, ports);
        });
      }
      // What it is goes by what it says: the call may be over a moment later.
      if (outcome !== saved) await ports.leases.saveMessage({ ...message, outcome });
      if (isSame) break;
      shown = JSON.stringify(activity);
      saved = outcome;
    }
  } catch (error) {
    missed({ callId, agentId }, error, ports);
  }
}

interface DrawnNote {
  noteId: string | undefined;
  agentId: string;
  chat: Conversation;
  activityId: string | undefined;
}

async function rememberNote(
  { noteId, agentId: readerId, chat, activityId }: DrawnNote,
  context: TurnContext,
  ports: ShowPorts,
): Promise<void> {
  if (noteId === undefined) return;
  const shown = { draftIds: [noteId], readerId, activityId, conversationId: chat.conversationId };
  await noteShown({ ...shown, messages: messagesIn(chat) }, ports, (activity) => context.updateActivity(activity));
}

function messagesIn({ reference }: Conversation): Messages {
  const { locale } = reference as { locale?: unknown };
  return messagesFor(typeof locale === 'string' ? locale : undefined);
}

/** The chat of somebody who may see calls, or why there is none. */
async function reachAgent(
  agentId: string,
  house: House,
): Promise<{ chat: Conversation } | { outcome: 'no-role' | 'directory-away' | 'never-installed' | 'foreign-tenant' }> {
  const may = await mayTakeCalls(agentId, house.ports);
  if (may === 'unknown') return { outcome: 'directory-away' };
  if (!may) return { outcome: 'no-role' };
  const chat = await chatOf(agentId, house);
  return typeof chat === 'string' ? { outcome: chat } : { chat };
}

async function chatOf(
  agentId: string,
  { teller, ports }: House,
): Promise<Conversation | 'never-installed' | 'foreign-tenant'> {
  const chat = await ports.conversations.personalChatOf(agentId);
  if (chat === undefined) return 'never-installed';
  return refuseActivity(chat.reference as Activity, teller.admission) === undefined ? chat : 'foreign-tenant';
}

async function writeInto(
  chat: Conversation,
  { teller }: House,
  write: (context: TurnContext) => Promise<void>,
): Promise<void> {
  await teller.adapter.continueConversationAsync(teller.botId, chat.reference, write);
}

function missed({ callId, agentId }: { callId: string; agentId: string }, error: unknown, { log }: ShowPorts): void {
  log.warn({ callId, agentId, kind: error instanceof Error ? error.name : typeof error }, 'call message not written');
}
