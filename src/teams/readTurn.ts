import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import type { Agent } from '../domain/agent.ts';
import { QUESTION_LIMIT } from '../domain/question.ts';
import { identifyAgent } from '../guards/identifyAgent.ts';
import { type Messages, messagesFor } from '../messages/messages.ts';
import { tenantOf } from './admitActivity.ts';
import type { TeamsPorts } from './ports.ts';

/** Who says what, where, and who reads the answer. */
export interface Turn {
  agent: Agent;
  tenantId: string | undefined;
  /** In a channel with the id of the thread's first message, so that a thread is one conversation. */
  conversationId: string;
  kind: 'personal' | 'groupChat' | 'channel';
  /** Groups of everyone who reads along: in shared conversations nobody's. */
  readerGroups: readonly string[];
  /** The words without the mention of the bot. */
  text: string;
  messages: Messages;
}

/** More than any question may have; searching a whole body for tags would take seconds for a hostile one. */
const TEXT_READ = 2 * QUESTION_LIMIT;

/** Reads one Teams turn. Somebody without an Entra object id is nobody we know. */
export async function readTurn(context: TurnContext, ports: TeamsPorts): Promise<Turn> {
  const { activity } = context;
  // An object id is the same person in capitals: rates, history and notes go by it.
  const agentId = activity.from.aadObjectId?.toLowerCase() ?? `unknown:${activity.from.id || randomUUID()}`;
  const agent = await identifyAgent(agentId, ports);
  const kind = kindOf(activity.conversation.conversationType);
  return {
    agent,
    tenantId: tenantOf(activity),
    conversationId: activity.conversation.id,
    kind,
    readerGroups: kind === 'personal' ? agent.groups : [],
    text: plainText((activity.text ?? '').slice(0, TEXT_READ)),
    messages: messagesFor(activity.locale),
  };
}

function kindOf(conversationType: string | undefined): Turn['kind'] {
  // An unknown kind of conversation may have many readers.
  if (conversationType === 'personal' || conversationType === 'channel') return conversationType;
  return 'groupChat';
}

/** Teams sends typed text with entities and, in places, tags; questions are plain words. */
function plainText(text: string): string {
  return text
    .replace(/<at>[^<]*<\/at>/g, ' ')
    .replace(/<\/?(?:p|div|br|span|b|i|strong|em)\b[^>]*>/gi, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/\s+/g, ' ')
    .trim();
}
