import type { Agent } from '../domain/agent.ts';
import type { Answer } from '../domain/answer.ts';
import type { Language } from '../domain/language.ts';
import type { AnswerLog } from '../ports/answerLog.ts';
import type { Clock } from '../ports/clock.ts';
import type { KnowledgeGap } from '../ports/gapStore.ts';
import { SearchUnavailable } from '../ports/knowledgeIndex.ts';
import { type AskPorts, askQuestion } from './askQuestion.ts';
import { recallHistoryOf } from './recallHistory.ts';

/** An open gap and the person who missed the answer, with the rights they have now. */
export interface OpenGap {
  gap: KnowledgeGap;
  asker: Agent;
  language: Language;
}

/** What asking again needs. */
export interface AskAgainPorts extends AskPorts {
  answers: Pick<AnswerLog, 'find' | 'earlier'>;
  clock: Clock;
}

/**
 * The answer that the knowledge base has by now, or undefined when it is no better: it must be sure where before there
 * was none, or merely the closest thing found. Throws SearchUnavailable.
 */
export async function askGapAgain(
  { gap, asker, language }: OpenGap,
  ports: AskAgainPorts,
  signal?: AbortSignal,
): Promise<Answer | undefined> {
  const record = await ports.answers.find(gap.answerId);
  const wasMissed = record === undefined ? gap.why === 'no-source' : !isSure(record.answer);
  if (!wasMissed) return undefined;
  // A follow-up means nothing without what was said before it.
  const history = record === undefined ? [] : await recallHistoryOf(record, asker.groups, ports);
  const answer = await askQuestion(
    { text: gap.question, asker, readers: 'one', history, language, now: ports.clock.now() },
    ports,
    signal,
  );
  if (answer.outcome === 'failed') throw new SearchUnavailable('The search was away while gaps were asked again.');
  return isSure(answer) ? answer : undefined;
}

function isSure({ outcome, citations, notices }: Answer): boolean {
  return outcome === 'answered' && citations.length > 0 && notices.every(({ kind }) => kind !== 'closest');
}
