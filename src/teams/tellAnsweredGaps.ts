import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity } from 'botbuilder';
import { askGapAgain } from '../answers/askGapAgain.ts';
import { auditAnswer } from '../answers/auditAnswer.ts';
import type { Answer } from '../domain/answer.ts';
import { identifyAgent } from '../guards/identifyAgent.ts';
import { messagesFor } from '../messages/messages.ts';
import type { Conversation } from '../ports/conversations.ts';
import type { KnowledgeGap } from '../ports/gapStore.ts';
import { type Admission, refuseActivity } from './admitActivity.ts';
import { answeredGapActivity } from './answeredGapActivity.ts';
import type { EarpieceAdapter } from './earpieceAdapter.ts';
import type { TeamsPorts } from './ports.ts';

/** How people are spoken to first. */
export interface GapTeller {
  adapter: Pick<EarpieceAdapter, 'continueConversationAsync'>;
  /** A chat that would not be admitted any more is not written to either. */
  admission: Admission;
  /** App id of the bot; empty in local mode. */
  botId: string;
}

/** Ports that telling needs. */
export type TellPorts = Omit<
  TeamsPorts,
  | 'feedback'
  | 'links'
  | 'uses'
  | 'leases'
  | 'customers'
  | 'onDrafted'
  | 'mandatory'
  | 'crmCapture'
  | 'isWriting'
  | 'redraft'
  | 'desk'
  | 'uploads'
  | 'admins'
  | 'keyedHash'
>;

const DAY_MS = 86_400_000;
/** Nobody remembers a call of longer ago. */
const DAYS_ASKED_AGAIN = 14;
const MOST_TOLD = 20;
const QUESTIONS_OF_PERSON = 50;
/** Lets the searches of people on a call go first. */
const PAUSE_MS = 20;

/**
 * Asks the open gaps of the last 14 days again, each with the present rights of the person who missed the answer, and
 * tells them once where there is one now. Returns true when nothing is left to tell; at most 20 messages go out at a
 * time. Throws SearchUnavailable.
 */
export async function tellAnsweredGaps(teller: GapTeller, ports: TellPorts, signal?: AbortSignal): Promise<boolean> {
  const since = new Date(ports.clock.now().getTime() - DAYS_ASKED_AGAIN * DAY_MS);
  const open = (await ports.gaps.list(since)).filter(({ answeredAt }) => answeredAt === undefined);
  let told = 0;
  for (const gaps of Map.groupBy(open.reverse(), ({ agentId }) => agentId).values()) {
    for (const news of await newsFor(gaps, { teller, ports }, signal)) {
      if (told === MOST_TOLD) return false;
      if (await tell(news, { teller, ports })) told += 1;
    }
  }
  return true;
}

interface House {
  teller: GapTeller;
  ports: TellPorts;
}

/** One answer for one person, and everything they asked that it answers. */
interface News {
  /** Undefined when they cannot be reached. */
  chat: Conversation | undefined;
  answer: Answer;
  newest: KnowledgeGap;
  gapIds: string[];
}

/** Expects one person's gaps, newest first. */
async function newsFor(gaps: readonly KnowledgeGap[], house: House, signal?: AbortSignal): Promise<News[]> {
  const { ports } = house;
  const agentId = gaps[0]?.agentId ?? '';
  const [chat, asker] = await Promise.all([chatWith(agentId, house), identifyAgent(agentId, ports, signal)]);
  const { language } = messagesFor(localeOf(chat));
  const news = new Map<string, News>();
  const questions = [...Map.groupBy(gaps, ({ answerId }) => answerId).values()];
  for (const ofOne of questions.slice(0, QUESTIONS_OF_PERSON)) {
    // A thumb down is about how something was answered, not about what is missing.
    const gap = ofOne.find(({ why }) => why !== 'disliked');
    if (gap === undefined) continue;
    await sleep(PAUSE_MS, undefined, { signal });
    const answer = await askGapAgain({ gap, asker, language }, ports, signal);
    if (answer === undefined) continue;
    // The same question in other words is not worth a second message.
    const key = `${answer.citations[0]?.passageId} ${answer.spoken}`;
    const known = news.get(key) ?? { chat, answer, newest: gap, gapIds: [] };
    known.gapIds.push(...ofOne.map(({ gapId }) => gapId));
    news.set(key, known);
  }
  return [...news.values()];
}

async function chatWith(agentId: string, { teller, ports }: House): Promise<Conversation | undefined> {
  const chat = await ports.conversations.personalChatOf(agentId);
  return chat !== undefined && refuseActivity(chat.reference as Activity, teller.admission) === undefined
    ? chat
    : undefined;
}

function localeOf(chat: Conversation | undefined): string | undefined {
  const locale = (chat?.reference as { locale?: unknown } | undefined)?.locale;
  return typeof locale === 'string' ? locale : undefined;
}

/** Returns whether a message went out. Closed before it is sent: rather never told than told twice. */
async function tell(news: News, { teller, ports }: House): Promise<boolean> {
  const { chat, answer, newest } = news;
  if (!(await ports.gaps.close(news.gapIds, ports.clock.now())) || chat === undefined) return false;
  const answerId = randomUUID();
  try {
    const { conversationId, tenantId } = chat;
    const record = { answerId, agentId: newest.agentId, question: newest.question, answer };
    const at = ports.clock.now();
    await Promise.all([
      ports.answers.save({ ...record, conversationId, askedAt: at }),
      auditAnswer({ ...record, at, tenantId, where: `conversation ${conversationId}` }, ports),
    ]);
    await teller.adapter.continueConversationAsync(teller.botId, chat.reference, async (personal) => {
      const view = { answerId, answer };
      const sent = await personal.sendActivity(answeredGapActivity(newest.question, view, messagesFor(localeOf(chat))));
      if (sent?.id !== undefined) await ports.answers.sentAs(answerId, sent.id);
    });
  } catch (error) {
    // One chat that is gone or blocked is no reason to leave the others untold.
    ports.log.warn({ kind: error instanceof Error ? error.name : typeof error }, 'could not tell of an answer');
  }
  return true;
}
