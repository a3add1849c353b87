import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { reviewAlerts } from '../alerts/budgets/reviewAlerts.ts';
import { shadowSince } from '../alerts/budgets/shadowPeriod.ts';
import { rateText, reviewCard } from '../cards/reviewCard.ts';
import { messagesFor } from '../messages/messages.ts';
import type { Conversation } from '../ports/conversations.ts';
import type { Marks } from '../ports/marks.ts';
import { refuseActivity } from './admitActivity.ts';
import type { CallTeller } from './callTeller.ts';
import { rootReference } from './channelReference.ts';
import type { TeamsPorts } from './ports.ts';

/** What telling supervisors of the silent weeks needs. */
export interface TellReviewPorts extends Pick<
  TeamsPorts,
  'alerts' | 'alertBudgets' | 'alertSubscriptions' | 'conversations' | 'clock' | 'log'
> {
  marks: Marks;
}

const DAY_MS = 86_400_000;
const LONGEST_DUTY_MS = 12 * 3_600_000;

/**
 * Once the silent days are over, shows supervisors what they would have been told: in the channels that want alerts, else
 * in the chats of those on duty. Once per silent period for all processes together; returns how many places were told.
 */
export async function tellReview(days: number, teller: CallTeller, ports: TellReviewPorts): Promise<number> {
  const since = await shadowSince(ports);
  if (since === undefined || ports.clock.now().getTime() - since.getTime() < days * DAY_MS) return 0;
  const places = await placesOf(ports);
  if (places.length === 0) return 0;
  const turn = randomUUID();
  if ((await ports.marks.setOnce(`alerts reviewed, silent since ${since.toISOString()}`, turn)) !== turn) return 0;
  const review = await reviewAlerts({ queue: '', days }, ports);
  let told = 0;
  for (const place of places) {
    const { locale } = place.reference as { locale?: unknown };
    const messages = messagesFor(typeof locale === 'string' ? locale : undefined);
    const content = reviewCard({ ...review, isShadow: true }, messages);
    const text = messages.review.summary(rateText(review.perShift, messages));
    const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
    if (await send(place, { type: 'message', text, attachments }, { teller, ports })) told += 1;
  }
  return told;
}

async function placesOf(ports: TellReviewPorts): Promise<Conversation[]> {
  const channels = (await ports.alertSubscriptions.list()).filter(({ kind }) => kind === 'first');
  const found = await Promise.all(channels.map(({ conversationId }) => ports.conversations.find(conversationId)));
  const known = found.filter((chat) => chat !== undefined);
  if (known.length > 0) return known;
  const since = new Date(ports.clock.now().getTime() - LONGEST_DUTY_MS);
  const people = await ports.alertSubscriptions.onDuty(since);
  const chats = await Promise.all(people.map(({ agentId }) => ports.conversations.personalChatOf(agentId)));
  return chats.filter((chat) => chat !== undefined);
}

async function send(
  place: Conversation,
  activity: Partial<Activity>,
  { teller, ports }: { teller: CallTeller; ports: TellReviewPorts },
): Promise<boolean> {
  if (refuseActivity(place.reference as Activity, teller.admission) !== undefined) return false;
  const reference = place.kind === 'channel' ? rootReference(place.reference) : place.reference;
  try {
    await teller.adapter.continueConversationAsync(teller.botId, reference, async (context) => {
      delete context.activity.id;
      await context.sendActivity(activity);
    });
    return true;
  } catch (error) {
    ports.log.warn({ kind: error instanceof Error ? error.name : typeof error }, 'review of alerts not sent');
    return false;
  }
}
