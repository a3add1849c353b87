import type { Activity, ConversationReference } from 'botbuilder';
import { authorize } from '../guards/authorize.ts';
import { identifyAgent } from '../guards/identifyAgent.ts';
import { messagesFor } from '../messages/messages.ts';
import type { AlertCards, AlertWork } from '../ports/alerts.ts';
import type { AlertSubscriptions, OnDuty } from '../ports/alertSubscriptions.ts';
import type { Clock } from '../ports/clock.ts';
import type { Conversation, Conversations } from '../ports/conversations.ts';
import type { UseMeter } from '../ports/useMeter.ts';
import { refuseActivity } from './admitActivity.ts';
import { agentAlertActivity, alertActivity, riseActivity, type ShownAlert } from './alertActivity.ts';
import { alertView, type AlertViewPorts } from './alertView.ts';
import type { CallTeller } from './callTeller.ts';
import { rootReference, threadReference } from './channelReference.ts';
import { persist, STORE_PAUSES_MS } from './persist.ts';
import { sendOutcome, type SendOutcome } from './sendOutcome.ts';

/** What delivering alerts needs. */
export interface DeliverPorts extends AlertViewPorts {
  alertCards: AlertCards;
  alertSubscriptions: Pick<AlertSubscriptions, 'list' | 'onDuty'>;
  conversations: Pick<Conversations, 'find'>;
  uses: Pick<UseMeter, 'use'>;
  clock: Clock;
}

/** Who delivers, and where calls are controlled. */
export interface AlertTeller extends CallTeller {
  /** Tells processes apart. */
  worker: string;
  /** Holds {callId}; undefined where there is nothing to open. */
  controlUrl: string | undefined;
}

interface House {
  teller: AlertTeller;
  ports: DeliverPorts;
}

const AT_ONCE = 40;
const HELD_MS = 60_000;
/** What is left of that when a card is begun: a send may take 20 seconds. */
const ONE_CARD_MS = 25_000;
/** Nobody leaves a shift open for longer. */
const LONGEST_DUTY_MS = 12 * 3_600_000;
const MOST_MENTIONED = 10;
/** After so many tries in vain a post is given up. */
const MOST_ATTEMPTS = 6;
/**
 * Teams takes 60 messages in 30 seconds and 1,800 in an hour of one conversation, from all processes together; new cards
 * must not wait behind updates, so each has a part of its own.
 */
const POSTS_PER_MINUTE = 20;
const UPDATES_PER_MINUTE = 10;

/** Sends cards and replies and brings cards up to date; returns how many there were. Several processes may do so. */
export async function deliverAlerts(teller: AlertTeller, ports: DeliverPorts): Promise<number> {
  const now = ports.clock.now();
  const heldUntil = new Date(now.getTime() + HELD_MS);
  const work = await ports.alertCards.claim({ worker: teller.worker, now, heldUntil, most: AT_ONCE });
  const house = { teller, ports };
  // One conversation after the other would let a slow one hold up all.
  const places = Map.groupBy(work, ({ card }) => card.conversationId).values();
  await Promise.all([...places].map((some) => deliverInTurn(some, heldUntil, house)));
  return work.length;
}

async function deliverInTurn(some: readonly AlertWork[], heldUntil: Date, house: House): Promise<void> {
  const { alertCards, clock } = house.ports;
  for (const work of some) {
    const leftMs = heldUntil.getTime() - clock.now().getTime();
    // Held up by those before it: another process may be sending it by now.
    if (leftMs <= 0) return;
    try {
      if (leftMs >= ONE_CARD_MS) await deliver(work, house);
      else await alertCards.putOff(work, { dueAt: clock.now(), isUncertain: work.card.isUncertain, counts: false });
    } catch (error) {
      const { callId } = work.card;
      house.ports.log.error(
        { callId, kind: error instanceof Error ? error.name : typeof error },
        'alert not delivered',
      );
    }
  }
}

async function deliver(work: AlertWork, house: House): Promise<void> {
  const { ports, teller } = house;
  const chat = await ports.conversations.find(work.card.conversationId);
  if (chat === undefined) return ports.alertCards.giveUp(work, 'gone');
  if (refuseActivity(chat.reference as Activity, teller.admission) !== undefined) {
    return ports.alertCards.giveUp(work, 'foreign-tenant');
  }
  const isUpdate = work.card.state === 'sent' && work.card.reply !== 'waiting';
  const roomAt = await room(work, isUpdate, ports);
  if (roomAt !== undefined) return ports.alertCards.putOff(work, { dueAt: roomAt, isUncertain: false, counts: false });
  if (work.card.kind === 'agent') return tellAgent(work, chat, house);
  if (isUpdate) return update(work, chat, house);
  return work.card.state === 'waiting' ? post(work, chat, house) : reply(work, chat, house);
}

/** When the conversation has room for one more; undefined at once. */
async function room({ card }: AlertWork, isUpdate: boolean, ports: DeliverPorts): Promise<Date | undefined> {
  const key = `${isUpdate ? 'alert-update' : 'alert'}:${card.conversationId}`;
  const mostPerMinute = isUpdate ? UPDATES_PER_MINUTE : POSTS_PER_MINUTE;
  return (await ports.uses.use([{ key, mostPerMinute }], ports.clock.now())).roomAt;
}

async function post(work: AlertWork, chat: Conversation, house: House): Promise<void> {
  const shown = await shownOf(work, house, 'mention');
  const activity = alertActivity(shown, messagesOf(chat));
  const outcome = await write(rootReference(chat.reference), activity, house);
  if (outcome.kind !== 'sent') return settle(work, outcome, house);
  const at = house.ports.clock.now();
  await noteSent(work, { activityId: outcome.activityId, at, mentioned: idsOf(shown) }, house);
}

async function reply(work: AlertWork, chat: Conversation, house: House): Promise<void> {
  const shown = await shownOf(work, house, 'mention');
  const activity = riseActivity(shown, messagesOf(chat));
  const { activityId = '' } = work.card;
  const place = activityId === '' ? rootReference(chat.reference) : threadReference(chat.reference, activityId);
  const outcome = await write(place, activity, house);
  if (outcome.kind !== 'sent') return settle(work, outcome, house);
  const told = { at: house.ports.clock.now(), mentioned: idsOf(shown) };
  await persist(() => house.ports.alertCards.replied(work, told), STORE_PAUSES_MS);
}

async function update(work: AlertWork, chat: Conversation, house: House): Promise<void> {
  const shown = await shownOf(work, house, 'nobody');
  const activity = alertActivity(shown, messagesOf(chat));
  return bringUpToDate(work, { reference: rootReference(chat.reference), activity }, house);
}

async function tellAgent(work: AlertWork, chat: Conversation, house: House): Promise<void> {
  const { alert, card } = work;
  const { handledByName } = await alertView(alert, undefined, house.ports);
  const isTheirs = chat.agentId === alert.agentId;
  const cards = await house.ports.alertCards.cardsOf(alert.callId);
  const isTold = cards.some(({ kind, state }) => kind !== 'agent' && (state === 'waiting' || state === 'sent'));
  const activity = agentAlertActivity({ alert, handledByName, isTheirs, isTold }, messagesOf(chat));
  const { reference } = chat;
  if (card.state === 'sent') return bringUpToDate(work, { reference, activity }, house);
  const outcome = await write(reference, activity, house);
  if (outcome.kind !== 'sent') return settle(work, outcome, house);
  const at = house.ports.clock.now();
  await noteSent(work, { activityId: outcome.activityId, at, mentioned: [] }, house);
}

/** An update done twice shows the same, so a try whose end nobody knows is simply done again. */
async function bringUpToDate(
  work: AlertWork,
  { reference, activity }: { reference: Partial<ConversationReference>; activity: Partial<Activity> },
  house: House,
): Promise<void> {
  const id = work.card.activityId ?? '';
  const { teller, ports } = house;
  if (id === '') return showAnew(work, { reference, activity }, house);
  const outcome = await sendOutcome(async () => {
    await teller.adapter.continueConversationAsync(teller.botId, reference, async (context) => {
      await context.updateActivity({ ...activity, id });
    });
    return id;
  });
  if (outcome.kind === 'sent') return ports.alertCards.updated(work, ports.clock.now());
  return settle(
    work,
    outcome.kind === 'unknown' ? { kind: 'not-taken', waitMs: 2_000, isBusy: false } : outcome,
    house,
  );
}

/** What is sent and not noted would be sent once more, by whoever takes it up next. */
function noteSent(work: AlertWork, sent: Parameters<AlertCards['sent']>[1], { ports }: House): Promise<void> {
  return persist(() => ports.alertCards.sent(work, sent), STORE_PAUSES_MS);
}

/**
 * Some connectors give no id for a message with text and card; what cannot be updated is shown once more, as a card alone,
 * which has an id everywhere.
 */
async function showAnew(
  work: AlertWork,
  { reference, activity }: { reference: Partial<ConversationReference>; activity: Partial<Activity> },
  house: House,
): Promise<void> {
  const { text: _text, textFormat: _format, ...card } = activity;
  const outcome = await write(reference, card, house);
  if (outcome.kind !== 'sent') return settle(work, outcome, house);
  const at = house.ports.clock.now();
  await noteSent(work, { activityId: outcome.activityId, at, mentioned: [] }, house);
}

async function write(
  reference: Partial<ConversationReference>,
  activity: Partial<Activity>,
  { teller }: House,
): Promise<SendOutcome> {
  return sendOutcome(async () => {
    let activityId: string | undefined;
    await teller.adapter.continueConversationAsync(teller.botId, reference, async (context) => {
      // The SDK would make this an answer to a message that never was.
      delete context.activity.id;
      activityId = (await context.sendActivity({ ...activity }))?.id;
    });
    return activityId;
  });
}

async function settle(work: AlertWork, outcome: Exclude<SendOutcome, { kind: 'sent' }>, house: House): Promise<void> {
  const { alertCards: cards, clock, log } = house.ports;
  const { card } = work;
  const { callId, kind: place, attempts } = card;
  log.warn({ callId, place, outcome: outcome.kind, attempts }, 'alert not taken');
  const later = (ms: number): Date => new Date(clock.now().getTime() + ms);
  switch (outcome.kind) {
    case 'gone':
      return cards.giveUp(work, 'gone');
    case 'unknown':
      // Once more, marked as a possible duplicate; never blindly again.
      if (card.isUncertain) return cards.giveUp(work, 'unknown');
      return cards.putOff(work, { dueAt: later(1_000), isUncertain: true, counts: true });
    case 'not-taken':
      if (outcome.isBusy) await cards.pause(card.conversationId, later(outcome.waitMs));
      if (attempts + 1 >= MOST_ATTEMPTS) return cards.giveUp(work, outcome.isBusy ? 'busy' : 'unreachable');
      return cards.putOff(work, {
        dueAt: later(outcome.waitMs * 2 ** attempts),
        isUncertain: card.isUncertain,
        counts: true,
      });
  }
}

async function shownOf({ alert }: AlertWork, house: House, whom: 'mention' | 'nobody'): Promise<ShownAlert> {
  const view = await alertView(alert, house.teller.controlUrl, house.ports);
  const isHeeded = alert.handledBy !== undefined || alert.outcome !== undefined;
  return { view, mentioned: whom === 'nobody' || isHeeded ? [] : await supervisorsOnDuty(house.ports) };
}

/** Supervisors who are at work now; whoever has lost the role since is not told of calls any more. */
async function supervisorsOnDuty(ports: DeliverPorts): Promise<OnDuty[]> {
  const since = new Date(ports.clock.now().getTime() - LONGEST_DUTY_MS);
  const people = (await ports.alertSubscriptions.onDuty(since)).slice(0, MOST_MENTIONED);
  const allowed = await Promise.all(
    people.map(async (one) => authorize(await identifyAgent(one.agentId, ports), 'acknowledgeAlert') === undefined),
  );
  return people.filter((_, index) => allowed[index]);
}

function idsOf({ mentioned }: ShownAlert): string[] {
  return mentioned.map(({ agentId }) => agentId);
}

function messagesOf({ reference }: Conversation): ReturnType<typeof messagesFor> {
  const { locale } = reference as { locale?: unknown };
  return messagesFor(typeof locale === 'string' ? locale : undefined);
}
