import type { TurnContext } from 'botbuilder';
import { insightsCard } from '../../cards/insightsCard.ts';
import { summarise } from '../../insights/summarise.ts';
import type { TeamsPorts } from '../ports.ts';
import type { Turn } from '../readTurn.ts';
import { refuseAtDesk } from './refuseAtDesk.ts';

const INSIGHTS = /^\/?(?:insights|trends|einblicke|auswertung)[?.! ]*$/i;
const DAYS = 28;
const COLLECTED_AT_ONCE = 2_000;

/** Shows supervisors figures of the whole house; false when the text asks for something else. */
export async function obeyInsightsCommand(
  { context, turn }: { context: TurnContext; turn: Turn },
  ports: TeamsPorts,
): Promise<boolean> {
  if (!INSIGHTS.test(turn.text)) return false;
  const words = turn.messages.insights;
  const refusal = await refuseAtDesk({ turn, action: 'seeTrends', what: 'insights', words }, ports);
  if (refusal !== undefined) {
    await context.sendActivity(refusal);
    return true;
  }
  await ports.insights.collect(COLLECTED_AT_ONCE);
  const trends = await summarise(DAYS, ports);
  await context.sendActivity({
    type: 'message',
    text: words.sentence(trends.calls, trends.days),
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', content: insightsCard(trends, turn.messages) },
    ],
  });
  return true;
}
