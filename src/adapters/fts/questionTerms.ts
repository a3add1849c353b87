import type { TermStatistics } from '../../domain/ranking.ts';
import { stem, tellingWords } from '../../domain/words.ts';
import { type HeldBy, quoted, type Readers } from './heldBy.ts';
import type { SameWords } from './sameWords.ts';

/** A pasted letter has hundreds of words; the first ones say what it is about. */
const WORDS_LOOKED_UP = 100;
/** Rare words find the passage; common ones cost time and tell little. */
const WORDS_SEARCHED = 8;
/** More synonyms of a word would blur the question. */
const SAME_WORDS = 4;
/**
 * Beyond this many passages, or this share of all, further common words are left to the second stage: the time of a
 * search grows with the passages its words match. The rarest words are searched whatever they match.
 */
const PASSAGES_MATCHED = 2000;
const SHARE_MATCHED = 0.1;
const WORDS_ALWAYS_SEARCHED = 2;

/** What to look for. */
interface QuestionTerms {
  /** An FTS5 query that cannot be malformed: quoted words with OR between; undefined when no passage holds a word. */
  match: string | undefined;
  statistics: TermStatistics;
}

/** A word that passages hold, with how many. */
interface KnownWord {
  word: string;
  held: number;
}

/** Makes questions into queries, by what these readers may see. */
export function questionTermsOf(
  held: HeldBy,
  sameWords: SameWords,
): (question: string, readers: Readers) => QuestionTerms {
  return (question, readers) => {
    const known = (word: string): KnownWord => ({ word, held: held.word(word, readers) });
    const groups = tellingWords(question.toWellFormed())
      .slice(0, WORDS_LOOKED_UP)
      .map((word): KnownWord[] => {
        const same = sameWords(stem(word)).map(known);
        const mostHeld = same.filter((one) => one.held > 0).sort((one, other) => other.held - one.held);
        return [known(word), ...mostHeld.slice(0, SAME_WORDS)];
      });
    const passages = held.passages(readers);
    const holders = new Map(groups.map((group) => [stem(group[0]?.word ?? ''), heldTogether(group)]));
    return { match: matchOf(groups, passages), statistics: { passages, holders } };
  };
}

function matchOf(groups: readonly (readonly KnownWord[])[], passages: number): string | undefined {
  const rarest = groups
    .filter((group) => heldTogether(group) > 0)
    .sort((one, other) => heldTogether(one) - heldTogether(other))
    .slice(0, WORDS_SEARCHED);
  const limit = Math.max(PASSAGES_MATCHED, passages * SHARE_MATCHED);
  let matched = 0;
  const searched = rarest.flatMap((group, position) =>
    group.filter(({ held }, at) => {
      if (held === 0) return false;
      matched += held;
      return matched <= limit || (position < WORDS_ALWAYS_SEARCHED && at === 0);
    }),
  );
  return searched.length === 0 ? undefined : searched.map(({ word }) => quoted(word)).join(' OR ');
}

function heldTogether(group: readonly KnownWord[]): number {
  return group.reduce((sum, { held }) => sum + held, 0);
}
