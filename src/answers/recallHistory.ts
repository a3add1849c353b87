import type { HistoryLine } from '../domain/question.ts';
import type { AnswerLog, AnswerRecord, Exchange } from '../ports/answerLog.ts';

/** A follow-up refers to what was just said, not to yesterday. */
const HISTORY_MINUTES = 30;
const HISTORY_QUESTIONS = 4;

/** Who is asking where, and when. */
export interface HistoryRequest {
  conversationId: string;
  agentId: string;
  now: Date;
}

/** What this person and Earpiece just said to each other in this conversation, oldest first. */
export async function recallHistory(
  { conversationId, agentId, now }: HistoryRequest,
  ports: { answers: Pick<AnswerLog, 'recent'> },
): Promise<HistoryLine[]> {
  return linesOf(await ports.answers.recent(conversationId, agentId, historySince(now), HISTORY_QUESTIONS));
}

/** What the person and Earpiece had just said to each other when this question was asked, oldest first. */
export async function recallHistoryOf(
  record: AnswerRecord,
  ports: { answers: Pick<AnswerLog, 'earlier'> },
): Promise<HistoryLine[]> {
  return linesOf(await ports.answers.earlier(record, historySince(record.askedAt), HISTORY_QUESTIONS));
}

function historySince(now: Date): Date {
  return new Date(now.getTime() - HISTORY_MINUTES * 60_000);
}

function linesOf(exchanges: readonly Exchange[]): HistoryLine[] {
  return exchanges.flatMap(({ question, spoken }) => [
    { role: 'agent' as const, text: question },
    { role: 'assistant' as const, text: spoken },
  ]);
}
