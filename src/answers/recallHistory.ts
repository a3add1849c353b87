import type { HistoryLine } from '../domain/question.ts';
import type { AnswerLog, AnswerRecord, Exchange } from '../ports/answerLog.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';

/** A follow-up refers to what was just said, not to yesterday. */
const HISTORY_MINUTES = 30;
const HISTORY_QUESTIONS = 4;

/** Who is asking where, and when. */
export interface HistoryRequest {
  conversationId: string;
  agentId: string;
  /** The call they are on; what was said in another one, or in none, is no part of this conversation. */
  callId?: string | undefined;
  /** Of everyone who will read the answer: what they may not read any more is not recalled either. */
  readerGroups: readonly string[];
  now: Date;
}

interface RightsPorts {
  knowledge: Pick<KnowledgeStore, 'stillReadable'>;
}

/** What this person and Earpiece just said to each other in this conversation, oldest first. */
export async function recallHistory(
  { conversationId, agentId, callId, readerGroups, now }: HistoryRequest,
  ports: { answers: Pick<AnswerLog, 'recent'> } & RightsPorts,
): Promise<HistoryLine[]> {
  const recent = await ports.answers.recent(conversationId, agentId, historySince(now), HISTORY_QUESTIONS);
  return linesOf({ exchanges: recent, callId, readerGroups }, ports);
}

/** What the person and Earpiece had just said to each other when this question was asked, oldest first. */
export async function recallHistoryOf(
  record: AnswerRecord,
  readerGroups: readonly string[],
  ports: { answers: Pick<AnswerLog, 'earlier'> } & RightsPorts,
): Promise<HistoryLine[]> {
  const exchanges = await ports.answers.earlier(record, historySince(record.askedAt), HISTORY_QUESTIONS);
  return linesOf({ exchanges, callId: record.callId, readerGroups }, ports);
}

function historySince(now: Date): Date {
  return new Date(now.getTime() - HISTORY_MINUTES * 60_000);
}

interface Recalled {
  exchanges: readonly Exchange[];
  callId: string | undefined;
  readerGroups: readonly string[];
}

/** A question stays where its answer goes, as an empty line: it is the person's own. */
async function linesOf(
  { exchanges, callId, readerGroups }: Recalled,
  { knowledge }: RightsPorts,
): Promise<HistoryLine[]> {
  const ofCall = exchanges.filter((exchange) => exchange.callId === callId);
  const ids = [...new Set(ofCall.flatMap(({ passageIds }) => passageIds))];
  const readable = ids.length === 0 ? new Set<string>() : await knowledge.stillReadable(ids, readerGroups);
  return ofCall.flatMap(({ question, spoken, passageIds }) => [
    { role: 'agent' as const, text: question },
    { role: 'assistant' as const, text: passageIds.every((id) => readable.has(id)) ? spoken : '' },
  ]);
}
