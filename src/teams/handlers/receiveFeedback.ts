import { setTimeout as sleep } from 'node:timers/promises';
import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { flagGap } from '../../answers/flagGap.ts';
import type { AnswerRecord } from '../../ports/answerLog.ts';
import type { TeamsPorts } from '../ports.ts';
import { readTurn } from '../readTurn.ts';

const REASON_CHARACTERS = 2000;

/** Value of the `message/submitAction` invoke with action name "feedback" (Teams feedback loop). */
const feedback = z.object({
  actionValue: z.object({ reaction: z.enum(['like', 'dislike']), feedback: z.unknown() }),
});

/** Stores thumbs up or down with its reason; thumbs down also tells the knowledge team. */
export async function receiveFeedback(context: TurnContext, ports: TeamsPorts): Promise<void> {
  const given = feedback.safeParse(context.activity.value);
  const turn = await readTurn(context, ports);
  const activityId = context.activity.replyToId;
  if (!given.success || activityId === undefined) {
    ports.log.warn({ hasMessage: activityId !== undefined }, 'feedback not understood');
    return;
  }
  const record = await findAnswer({ conversationId: turn.conversationId, activityId }, ports);
  if (record === undefined) {
    ports.log.warn({}, 'feedback on an answer that is gone');
    return;
  }
  const { reaction, feedback: words } = given.data.actionValue;
  await ports.feedback.save({
    answerId: record.answerId,
    agentId: turn.agent.agentId,
    reaction,
    reason: reasonIn(words).slice(0, REASON_CHARACTERS),
    at: ports.clock.now(),
  });
  if (reaction === 'dislike') await flagGap({ record, agentId: turn.agent.agentId, why: 'disliked' }, ports);
}

/** A quick thumb can arrive before the id of the message it is on has been written down. */
const NOTED_WITHIN_MS = 300;

async function findAnswer(
  { conversationId, activityId }: { conversationId: string; activityId: string },
  ports: TeamsPorts,
): Promise<AnswerRecord | undefined> {
  const record = await ports.answers.findByActivity(conversationId, activityId);
  if (record !== undefined) return record;
  await sleep(NOTED_WITHIN_MS);
  return ports.answers.findByActivity(conversationId, activityId);
}

/** Teams sends the reason as JSON in a string: `{"feedbackText":"…"}`. */
function reasonIn(words: unknown): string {
  if (typeof words !== 'string') return '';
  try {
    const parsed = JSON.parse(words) as { feedbackText?: unknown } | null;
    return typeof parsed?.feedbackText === 'string' ? parsed.feedbackText : '';
  } catch {
    // Some clients send the plain text.
    return words;
  }
}
