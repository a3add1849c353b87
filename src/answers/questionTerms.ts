import { stem, tellingStems, wordsOf } from '../domain/words.ts';
import type { RankedPassage } from '../domain/passage.ts';
import type { Lexicon } from '../ports/lexicon.ts';
import { stemsOfPassage } from './passageStems.ts';
import type { StandaloneQuestion } from './standaloneQuestion.ts';

/** One thing the question is about. */
export interface QuestionTerm {
  stem: string;
  /** Its part of what the question tells; the parts of all terms add up to 1. */
  share: number;
  /** Typed now, taken over from the question before, or what documents say for a phrase of it. */
  origin: 'own' | 'carried' | 'hint';
  /** Tells only what kind of answer is wanted, like "cost"; documents say it with a figure. */
  isKind: boolean;
}

/** What a follow-up says itself outweighs what it takes over; words that documents use for a phrase of it are a guess. */
const ORIGIN_SHARES = { own: 1, carried: 0.3, hint: 0.35 };
/** Words for the kind of answer, which documents put in words of their own: "cost" is answered by a price. */
const KIND_SHARE = 0.4;
const KIND_STEMS = new Set(
  'cost price charg fee pai amount cheap expens month long fast quick number percent step order fix procedur handl'.split(
    ' ',
  ),
);

/** The question's telling words with their shares: rare words, and those that few of the found passages hold, tell most. */
export function questionTerms(
  question: StandaloneQuestion,
  found: readonly RankedPassage[],
  lexicon: Lexicon,
): QuestionTerm[] {
  const own = tellingStems(question.own);
  const carried = tellingStems(question.carried);
  const hints = tellingStems(question.hints);
  const texts = found.map(({ passage }) => stemsOfPassage(passage).all);
  const raw = [...new Set([...own, ...carried, ...hints])].map((term): QuestionTerm => {
    const holders = texts.filter((text) => text.has(term)).length;
    const origin = own.includes(term) ? 'own' : carried.includes(term) ? 'carried' : 'hint';
    const kind = KIND_STEMS.has(term) ? KIND_SHARE : 1;
    const rarity = Math.log(1 + (texts.length + 1) / (holders + 0.5));
    return {
      stem: term,
      origin,
      isKind: kind !== 1,
      share: ORIGIN_SHARES[origin] * kind * lexicon.telling(term) * rarity,
    };
  });
  const total = raw.reduce((sum, { share }) => sum + share, 0);
  return raw.map((term) => ({ ...term, share: total === 0 ? 0 : term.share / total }));
}

/** The question's words in order, as stems; what names of products and rows are looked for in. */
export function spokenStems(text: string): string[] {
  return wordsOf(text).map((word) => stem(word));
}
