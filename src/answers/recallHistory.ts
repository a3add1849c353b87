import type { HistoryLine } from '../domain/question.ts';
import type { AnswerLog, AnswerRecord, Exchange } from '../ports/answerLog.ts';

/** A follow-up refers to what was just said, not to yesterday. */
const HISTORY_MINUTES = 30;
const HISTORY_QUESTIONS = 4;

/** Who is asking where, and when. */
export interface HistoryRequest {
  conversationId: string;
  agentId: string;
  /** The call they are on; what was said in another one, or in none, is no part of this conversation. */
  callId?: string | undefined;
  now: Date;
}

/** What this person and Earpiece just said to each other in this conversation, oldest first. */
export async function recallHistory(
  { conversationId, agentId, callId, now }: HistoryRequest,
  ports: { answers: Pick<AnswerLog, 'recent'> },
): Promise<HistoryLine[]> {
  const recent = await ports.answers.recent(conversationId, agentId, historySince(now), HISTORY_QUESTIONS);
  return linesOf(recent, callId);
}

/** What the person and Earpiece had just said to each other when this question was asked, oldest first. */
export async function recallHistoryOf(
  record: AnswerRecord,
  ports: { answers: Pick<AnswerLog, 'earlier'> },
): Promise<HistoryLine[]> {
  const earlier = await ports.answers.earlier(record, historySince(record.askedAt), HISTORY_QUESTIONS);
  return linesOf(earlier, record.callId);
}

function historySince(now: Date): Date {
  return new Date(now.getTime() - HISTORY_MINUTES * 60_000);
}

function linesOf(exchanges: readonly Exchange[], callId: string | undefined): HistoryLine[] {
  const ofCall = exchanges.filter((exchange) => exchange.callId === callId);
  return ofCall.flatMap(({ question, spoken }) => [
    { role: 'agent' as const, text: question },
    { role: 'assistant' as const, text: spoken },
  ]);
}
