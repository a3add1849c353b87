import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import type { Answer } from '../domain/answer.ts';
import { answerActivity } from './answerActivity.ts';
import type { TeamsPorts, TeamsSettings } from './ports.ts';
import type { Turn } from './readTurn.ts';

interface FullAnswer {
  context: TurnContext;
  turn: Turn;
  answer: Answer;
}

/** Sends what others may not read to the asker's own chat; says so in the shared one when that chat is not known. */
export async function sendFullAnswer(full: FullAnswer, ports: TeamsPorts, settings: TeamsSettings): Promise<void> {
  const { context, turn, answer } = full;
  const chat = await ports.conversations.personalChatOf(turn.agent.agentId);
  if (chat === undefined) {
    await context.sendActivity(turn.messages.chat.unreachable);
    return;
  }
  const answerId = randomUUID();
  await ports.answers.save({
    answerId,
    conversationId: chat.conversationId,
    agentId: turn.agent.agentId,
    askedAt: ports.clock.now(),
    question: turn.text,
    answer,
  });
  await context.adapter.continueConversationAsync(settings.botId, chat.reference, async (personal) => {
    const activity = answerActivity({ answerId, answer }, turn.messages);
    const sent = await personal.sendActivity(activity);
    if (sent?.id !== undefined) await ports.answers.sentAs(answerId, sent.id);
  });
}
