import type { Activity, TurnContext } from 'botbuilder';
import type { Answer } from '../domain/answer.ts';
import type { Question } from '../domain/question.ts';
import type { TeamsPorts, TeamsSettings } from './ports.ts';
import type { Turn } from './readTurn.ts';
import { sendAnswer } from './sendAnswer.ts';

interface FullAnswer {
  /** The turn itself, or as much of it as is left when it is over. */
  context: Pick<TurnContext, 'adapter'> & { sendActivity(text: string): Promise<unknown> };
  turn: Turn;
  question: Question;
  answer: Answer;
  withinMs: number;
}

/** Sends what others may not read to the asker's own chat; says so in the shared one when that chat is not known. */
export async function sendFullAnswer(full: FullAnswer, ports: TeamsPorts, settings: TeamsSettings): Promise<void> {
  const { context, turn, answer: draft, withinMs } = full;
  const chat = await ports.conversations.personalChatOf(turn.agent.agentId);
  if (chat === undefined) {
    await context.sendActivity(turn.messages.chat.unreachable);
    return;
  }
  const inChat = (work: (personal: TurnContext) => Promise<void>): Promise<void> =>
    context.adapter.continueConversationAsync(settings.botId, chat.reference, work);
  const place = {
    conversationId: chat.conversationId,
    messages: turn.messages,
    send: async (activity: Partial<Activity>) => {
      let id: string | undefined;
      await inChat(async (personal) => {
        id = (await personal.sendActivity(activity))?.id;
      });
      return id;
    },
    update: (activity: Partial<Activity>) => inChat(async (personal) => void (await personal.updateActivity(activity))),
  };
  const question: Question = { ...full.question, readers: 'one' };
  const { settled } = await sendAnswer(
    { question, draft, tenantId: turn.tenantId, withinMs, settle: () => Promise.resolve() },
    place,
    ports,
  );
  await settled;
}
