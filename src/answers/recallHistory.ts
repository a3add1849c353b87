import type { HistoryLine } from '../domain/question.ts';
import type { AnswerLog } from '../ports/answerLog.ts';

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
  request: HistoryRequest,
  ports: { answers: Pick<AnswerLog, 'recent'> },
): Promise<HistoryLine[]> {
  const since = new Date(request.now.getTime() - HISTORY_MINUTES * 60_000);
  const exchanges = await ports.answers.recent(request.conversationId, request.agentId, since, HISTORY_QUESTIONS);
  return exchanges.flatMap(({ question, spoken }) => [
    { role: 'agent' as const, text: question },
    { role: 'assistant' as const, text: spoken },
  ]);
}
