import type { Activity } from 'botbuilder';
import { messagesFor } from '../messages/messages.ts';
import type { Conversations } from '../ports/conversations.ts';
import type { Log } from '../ports/log.ts';
import { refuseActivity } from './admitActivity.ts';
import { literal } from './answerActivity.ts';
import type { CallTeller } from './callTeller.ts';

/** A supervisor's words for the agent on a call. */
export interface MessageToAgent {
  agentId: string;
  /** Name of the supervisor. */
  from: string;
  text: string;
}

/** Writes into the agent's own chat; false when they have none, or it could not be delivered. */
export async function messageAgent(
  { agentId, from, text }: MessageToAgent,
  teller: CallTeller,
  ports: { conversations: Pick<Conversations, 'personalChatOf'>; log: Log },
): Promise<boolean> {
  const chat = await ports.conversations.personalChatOf(agentId);
  if (chat === undefined || refuseActivity(chat.reference as Activity, teller.admission) !== undefined) return false;
  const { locale } = chat.reference as { locale?: string };
  const words = messagesFor(locale).alerts;
  try {
    await teller.adapter.continueConversationAsync(teller.botId, chat.reference, async (context) => {
      await context.sendActivity(`${words.messageFrom(literal(from || words.someone))} ${literal(text)}`);
    });
    return true;
  } catch (error) {
    ports.log.warn({ agentId, kind: error instanceof Error ? error.name : typeof error }, 'agent not reached');
    return false;
  }
}
