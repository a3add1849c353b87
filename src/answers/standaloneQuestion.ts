import type { HistoryLine } from '../domain/question.ts';
import type { Lexicon } from '../ports/lexicon.ts';
import { stem, tellingStems, wordsOf } from '../domain/words.ts';

/** A question with what it silently takes over from the conversation. */
export interface StandaloneQuestion {
  /** The question as typed. */
  own: string;
  /** Words of the question before that a follow-up leaves out; empty for a question that stands alone. */
  carried: string;
  /** Words that documents use for the question's phrases; a guess, empty for most questions. */
  hints: string;
  /** What was answered last, when the question leans on it; nobody wants to hear it again. */
  answered: string;
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
export function standaloneQuestion(
  text: string,
  history: readonly HistoryLine[],
  lexicon: Lexicon,
): StandaloneQuestion {
  const own = lexicon.spellOut(text);
  const carried = carriedWords(own, history, lexicon);
  const leaned = carried === '' ? [] : history;
  const answered = leaned.filter(({ role }) => role === 'assistant').at(-1)?.text ?? '';
  return { own, carried, hints: hintsFor(text, leaned, lexicon), answered };
}

/** A follow-up also leans on what was answered, which is in the documents' own words. */
function hintsFor(text: string, history: readonly HistoryLine[], lexicon: Lexicon): string {
  const [asked, answered] = history.slice(-2).map((line) => line.text);
  const answeredWords = wordsOf(answered ?? '').filter((word) => !isNumber(word) && tellingStems(word).length > 0);
  const phrases = [text, asked ?? ''].map((line) => lexicon.documentWords(line));
  return [...phrases, ...answeredWords].join(' ').trim();
}

function carriedWords(text: string, history: readonly HistoryLine[], lexicon: Lexicon): string {
  const previous = history.filter(({ role }) => role === 'agent').at(-1)?.text;
  if (previous === undefined || !leansOnHistory(text)) return '';
  const own = new Set(tellingStems(text));
  const hasOwnNumber = wordsOf(text).some(isNumber);
  const carried = wordsOf(lexicon.spellOut(previous)).filter((word) => {
    if (KIND_OF_ANSWER.has(word)) return true;
    if (hasOwnNumber && isNumber(word)) return false;
    return !own.has(stem(word)) && tellingStems(word).length > 0;
  });
  return [...new Set(carried)].join(' ');
}

/** The question with everything it takes over, for searching. */
export function wholeQuestion({ own, carried }: StandaloneQuestion): string {
  return `${own} ${carried}`.trim();
}

/** What to search for: the whole question and the words documents may use for it. */
export function searchText(question: StandaloneQuestion): string {
  return `${wholeQuestion(question)} ${question.hints}`.trim();
}

function leansOnHistory(text: string): boolean {
  return LEANS.test(text.trim()) || tellingStems(text).length < STANDS_ALONE_FROM;
}

function isNumber(word: string): boolean {
  return /^\d/.test(word);
}
