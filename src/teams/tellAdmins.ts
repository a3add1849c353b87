import type { Activity } from 'botbuilder';
import type { AdaptiveCard } from '../cards/adaptiveCard.ts';
import { authorize } from '../guards/authorize.ts';
import { identifyAgent } from '../guards/identifyAgent.ts';
import { type Messages, messagesFor } from '../messages/messages.ts';
import { refuseActivity } from './admitActivity.ts';
import type { CallTeller } from './callTeller.ts';
import type { TeamsPorts } from './ports.ts';

/** What telling people of the house needs. */
export type AdminPorts = Pick<TeamsPorts, 'admins' | 'conversations' | 'directory' | 'clock' | 'log'>;

/** A message in its reader's language. */
export type News = (messages: Messages) => { text: string; card: AdaptiveCard };

const DAY_MS = 86_400_000;
/** Who has not written for so long looks after something else by now. */
const SEEN_DAYS = 180;

/** Tells everybody who is an admin still, in their own chat; returns how many were told. */
export async function tellAdmins(news: News, teller: CallTeller, ports: AdminPorts): Promise<number> {
  let told = 0;
  for (const agentId of await ports.admins.list(new Date(ports.clock.now().getTime() - SEEN_DAYS * DAY_MS))) {
    const agent = await identifyAgent(agentId, ports);
    if (authorize(agent, 'examineHouse') !== undefined) continue;
    if (await tellPerson({ agentId, news }, teller, ports)) told += 1;
  }
  return told;
}

/** Tells one person in their own chat; false when they cannot be reached. */
export async function tellPerson(
  { agentId, news }: { agentId: string; news: News },
  teller: CallTeller,
  ports: Pick<AdminPorts, 'conversations' | 'log'>,
): Promise<boolean> {
  const chat = await ports.conversations.personalChatOf(agentId);
  if (chat === undefined || refuseActivity(chat.reference as Activity, teller.admission) !== undefined) return false;
  const { locale } = chat.reference as { locale?: unknown };
  const { text, card } = news(messagesFor(typeof locale === 'string' ? locale : undefined));
  try {
    await teller.adapter.continueConversationAsync(teller.botId, chat.reference, async (context) => {
      const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];
      await context.sendActivity({ type: 'message', text, attachments });
    });
    return true;
  } catch (error) {
    ports.log.warn({ agentId, kind: error instanceof Error ? error.name : typeof error }, 'news of the house not sent');
    return false;
  }
}
