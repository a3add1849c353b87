import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { chooseBudget } from '../../alerts/budgets/chooseBudget.ts';
import { type AlertReview, reviewAlerts } from '../../alerts/budgets/reviewAlerts.ts';
import type { AdaptiveCard } from '../../cards/adaptiveCard.ts';
import { rateText, reviewCard } from '../../cards/reviewCard.ts';
import { AuditUnavailable } from '../../ports/auditLog.ts';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import type { ButtonPress } from '../cardButtons.ts';
import { readTurn, type Turn } from '../readTurn.ts';
import { refuseAtDesk } from './refuseAtDesk.ts';

const REVIEW =
  /^\/?(?:(?:scam )?alerts review|review alerts|(?:betrugs)?alarme pr(?:ü|ue)fen)(?: (?<queue>.{1,100}?))?[?.! ]*$/i;

/** Verb of the button on the review. */
export const REVIEW_BUTTONS = ['chooseAlertBudget'];

/** Shows a supervisor what there would have been to be told; false when the text asks for something else. */
export async function obeyReviewCommand(
  { context, turn }: { context: TurnContext; turn: Turn },
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<boolean> {
  const asked = REVIEW.exec(turn.text);
  if (asked === null) return false;
  const refusal = await refuse(turn, ports);
  if (refusal !== undefined) {
    await context.sendActivity(refusal);
    return true;
  }
  const queue = asked.groups?.queue?.trim() ?? '';
  const review = await reviewAlerts({ queue, days: settings.reviewDays }, ports);
  const content = reviewCard({ ...review, isShadow: settings.isShadow }, turn.messages);
  await context.sendActivity({
    type: 'message',
    text: turn.messages.review.summary(rateText(review.perShift, turn.messages)),
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  });
  return true;
}

/** Data of the button; it comes from the client and is believed in nothing. */
const button = z.object({
  verb: z.literal('chooseAlertBudget'),
  queue: z.string().trim().max(100).default(''),
  perShift: z.union([z.literal('all'), z.coerce.number()]),
});

/** Chooses how many alerts a shift: the card anew, or a sentence why not. */
export async function pressReviewButton(
  { context, given }: ButtonPress,
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<AdaptiveCard | string> {
  const turn = await readTurn(context, ports);
  const words = turn.messages.review;
  const refusal = await refuse(turn, ports);
  if (refusal !== undefined) return refusal;
  const read = button.safeParse(given);
  if (!read.success) return words.missing;
  const { queue, perShift } = read.data;
  const review = await reviewAlerts({ queue, days: settings.reviewDays }, ports);
  const person = { agentId: turn.agent.agentId.toLowerCase(), tenantId: turn.tenantId };
  try {
    if (!(await chooseBudget({ review, perShift, ...person }, ports))) return words.missing;
  } catch (error) {
    if (!(error instanceof AuditUnavailable)) throw error;
    return turn.messages.alerts.audited;
  }
  const after: AlertReview = await reviewAlerts({ queue, days: settings.reviewDays }, ports);
  const saved = new Intl.NumberFormat(turn.messages.language);
  const notice = perShift === 'all' ? words.savedAll : words.saved(saved.format(perShift));
  return reviewCard({ ...after, isShadow: settings.isShadow, notice }, turn.messages);
}

function refuse(turn: Turn, ports: TeamsPorts): Promise<string | undefined> {
  const words = turn.messages.review;
  return refuseAtDesk({ turn, action: 'chooseAlertBudget', what: 'alerts review', words }, ports);
}
