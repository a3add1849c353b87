import type { HistoryLine } from '../domain/question.ts';
import { stem, tellingStems, wordsOf } from '../domain/words.ts';

/** A question with what it silently takes over from the conversation. */
export interface StandaloneQuestion {
  /** The question as typed. */
  own: string;
  /** Words of the question before that a follow-up leaves out; empty for a question that stands alone. */
  carried: string;
}

/** Openings and pointers that make a question lean on the one before. */
const LEANS =
  /^(?:and|und|but|or|also|so|what about|how about|was ist mit|wie ist es|what if|then|ok(?:ay)? (?:and|but|so))\b|\b(?:it|its|that|those|them|these|they|one|ones|there|same|either|instead|dafür|davon|damit)\b/i;

/** A question with fewer telling words than this cannot stand alone beside a conversation. */
const STANDS_ALONE_FROM = 2;

/** Words that are no topic but tell what kind of answer is wanted; a follow-up wants the same kind. */
const KIND_OF_ANSWER = new Set(['how', 'much', 'many', 'long', 'when', 'who', 'where', 'wann', 'wie', 'viel', 'lange']);

/**
 * Completes a follow-up such as "and for broadband?" by the words of the latest question that it leaves out; its own
 * numbers replace those of the question before.
 */
export function standaloneQuestion(text: string, history: readonly HistoryLine[]): StandaloneQuestion {
  const previous = history.filter(({ role }) => role === 'agent').at(-1)?.text;
  if (previous === undefined || !leansOnHistory(text)) return { own: text, carried: '' };
  const own = new Set(tellingStems(text));
  const hasOwnNumber = wordsOf(text).some(isNumber);
  const carried = wordsOf(previous).filter((word) => {
    if (KIND_OF_ANSWER.has(word)) return true;
    if (hasOwnNumber && isNumber(word)) return false;
    return !own.has(stem(word)) && tellingStems(word).length > 0;
  });
  return { own: text, carried: [...new Set(carried)].join(' ') };
}

/** The question with everything it takes over, for searching. */
export function wholeQuestion({ own, carried }: StandaloneQuestion): string {
  return `${own} ${carried}`.trim();
}

function leansOnHistory(text: string): boolean {
  return LEANS.test(text.trim()) || tellingStems(text).length < STANDS_ALONE_FROM;
}

function isNumber(word: string): boolean {
  return /^\d/.test(word);
}
