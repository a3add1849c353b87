import type { Answer } from '../domain/answer.ts';
import type { Question } from '../domain/question.ts';
import { askInCall, type InCallPorts } from './askInCall.ts';

/** The answer everyone in the conversation may read and, when the asker may read more, the one for their own chat. */
export interface AnswersByReader {
  shown: Answer;
  full?: Answer;
}

/**
 * Answers for those who will read it. In a shared conversation only unrestricted sources count; if the asker's own
 * rights lead to a restricted source, the shared answer says that the full one is in their chat.
 */
export async function askForReaders(
  question: Question,
  ports: InCallPorts,
  signal?: AbortSignal,
): Promise<AnswersByReader> {
  if (question.readers === 'one') return { shown: await askInCall(question, ports, signal) };
  const everyone = { ...question, asker: { ...question.asker, groups: [] } };
  const shown = await askInCall(everyone, ports, signal);
  // What is refused here is refused there; what is said about the caller is said there alone.
  const isAboutCaller = shown.notices.some(({ kind }) => kind === 'private-chat');
  if (shown.outcome === 'refused' || (question.asker.groups.length === 0 && !isAboutCaller)) return { shown };
  const full = await askInCall({ ...question, readers: 'one' }, ports, signal);
  if (isAboutCaller) return { shown, full };
  if (!full.citations.some(({ isRestricted }) => isRestricted)) return { shown };
  return { shown: { ...shown, notices: [...shown.notices, { kind: 'private-chat' }] }, full };
}
