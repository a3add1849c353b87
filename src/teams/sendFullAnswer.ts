import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { auditAnswer } from '../answers/auditAnswer.ts';
import type { Answer } from '../domain/answer.ts';
import { answerActivity } from './answerActivity.ts';
import type { TeamsPorts, TeamsSettings } from './ports.ts';
import type { Turn } from './readTurn.ts';

interface FullAnswer {
  context: TurnContext;
  turn: Turn;
  answer: Answer;
  /** The asker's call. */
  callId?: string | undefined;
}

/** Sends what others may not read to the asker's own chat; says so in the shared one when that chat is not known. */
export async function sendFullAnswer(full: FullAnswer, ports: TeamsPorts, settings: TeamsSettings): Promise<void> {
  const { context, turn, answer, callId } = full;
  const chat = await ports.conversations.personalChatOf(turn.agent.agentId);
  if (chat === undefined) {
    await context.sendActivity(turn.messages.chat.unreachable);
    return;
  }
  const answerId = randomUUID();
  const { conversationId } = chat;
  const record = { answerId, agentId: turn.agent.agentId, question: turn.text, answer, callId };
  const at = ports.clock.now();
  await Promise.all([
    ports.answers.save({ ...record, conversationId, askedAt: at }),
    auditAnswer({ ...record, at, tenantId: turn.tenantId, where: `conversation ${conversationId}` }, ports),
  ]);
  await context.adapter.continueConversationAsync(settings.botId, chat.reference, async (personal) => {
    const activity = answerActivity({ answerId, answer }, turn.messages);
    const sent = await personal.sendActivity(activity);
    if (sent?.id !== undefined) await ports.answers.sentAs(answerId, sent.id);
  });
}
