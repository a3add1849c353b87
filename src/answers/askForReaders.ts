import type { Answer } from '../domain/answer.ts';
import type { Question } from '../domain/question.ts';
import { askInCall, type InCallPorts } from './askInCall.ts';
import { withSensitivity } from './withSensitivity.ts';

/** The answer everyone in the conversation may read and, when the asker may read more, the one for their own chat. */
export interface AnswersByReader {
  shown: Answer;
  full?: Answer;
}

/** How sensitive answers are judged. */
interface LabelPorts {
  /** From the lowest to the highest; the usual ones when left out. */
  sensitivityLabels?: readonly string[];
}

/**
 * Answers for those who will read it. In a shared conversation only unrestricted sources count; if the asker's own
 * rights lead to a restricted source, the shared answer says that the full one is in their chat.
 */
export async function askForReaders(
  question: Question,
  ports: InCallPorts & LabelPorts,
  signal?: AbortSignal,
): Promise<AnswersByReader> {
  const answer = async (asked: Question): Promise<Answer> =>
    withSensitivity(await askInCall(asked, ports, signal), ports.sensitivityLabels);
  if (question.readers === 'one') return { shown: await answer(question) };
  const shown = await answer(forReaders(question));
  // What is refused here is refused there; what is said about the caller is said there alone.
  const isAboutCaller = shown.notices.some(({ kind }) => kind === 'private-chat');
  if (shown.outcome === 'refused' || (question.asker.groups.length === 0 && !isAboutCaller)) return { shown };
  const full = await answer({ ...question, readers: 'one' });
  if (isAboutCaller) return { shown, full };
  if (!full.citations.some(({ isRestricted }) => isRestricted)) return { shown };
  return { shown: { ...shown, notices: [...shown.notices, { kind: 'private-chat' }] }, full };
}

/** The question with the rights of everyone who will read its answer in this conversation. */
export function forReaders(question: Question): Question {
  return question.readers === 'one' ? question : { ...question, asker: { ...question.asker, groups: [] } };
}
