import type { TurnContext } from 'botbuilder';
import { GAP_DAYS, gapTopics } from '../../answers/gapTopics.ts';
import { gapsCard } from '../../cards/gapsCard.ts';
import { authorize } from '../../guards/authorize.ts';
import { auditRefusal } from '../auditRefusal.ts';
import type { TeamsPorts } from '../ports.ts';
import type { Turn } from '../readTurn.ts';

/** Shows an admin, in their own chat, what the knowledge base does not answer; tells everybody else why not. */
export async function listGaps(context: TurnContext, turn: Turn, ports: TeamsPorts): Promise<void> {
  const words = turn.messages.gaps;
  const refusal = authorize(turn.agent, 'listGaps');
  if (refusal !== undefined) {
    const asked = { what: `gaps in conversation ${turn.conversationId}`, correlationId: turn.conversationId };
    await auditRefusal({ turn, reason: refusal, ...asked }, ports);
    await context.sendActivity(refusal === 'mfa' ? turn.messages.access.mfaNeeded : words.adminsOnly);
    return;
  }
  if (turn.kind !== 'personal') {
    await context.sendActivity(words.ownChatOnly);
    return;
  }
  const topics = await gapTopics(GAP_DAYS, ports);
  if (topics.length === 0) {
    await context.sendActivity(words.none(GAP_DAYS));
    return;
  }
  const questions = topics.reduce((sum, topic) => sum + topic.questions, 0);
  await context.sendActivity({
    type: 'message',
    text: words.summary(topics.length, questions, GAP_DAYS),
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: gapsCard(topics, turn.messages) }],
  });
}
