import type { DatabaseSync } from 'node:sqlite';
import type { TermStatistics } from '../../domain/ranking.ts';
import { stem, tellingWords } from '../../domain/words.ts';
import type { KnownWord, SameWords } from './sameWords.ts';

/** A pasted letter has hundreds of words; the first ones say what it is about. */
const WORDS_LOOKED_UP = 100;
/** Rare words find the passage; common ones cost time and tell little. */
const WORDS_SEARCHED = 8;
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

/** Makes questions into queries against this index. */
export function questionTermsOf(memory: DatabaseSync, sameWords: SameWords): (question: string) => QuestionTerms {
  const insertWord = memory.prepare('insert into question_words (rowid, word) values (?, ?)');
  const termsOfWords = memory.prepare('select doc as position, term from question_terms');
  const holdersOf = memory.prepare('select doc as holders from vocabulary where term = ?');
  const countPassages = memory.prepare('select count(*) as passages from passages');

  function holdersOfWords(words: readonly string[]): Map<string, number> {
    const holders = new Map<string, number>();
    memory.exec('begin');
    try {
      for (const [position, word] of words.entries()) insertWord.run(position, word);
      for (const { position, term } of termsOfWords.all()) {
        const word = words[Number(position)] ?? '';
        // A number such as 14.99 is two terms for SQLite; the rarer one bounds how many passages hold both.
        const held = Number(holdersOf.get(term ?? null)?.holders ?? 0);
        holders.set(word, Math.min(held, holders.get(word) ?? held));
      }
    } finally {
      memory.exec('rollback');
    }
    return holders;
  }

  return (question) => {
    const words = tellingWords(question.toWellFormed()).slice(0, WORDS_LOOKED_UP);
    const holders = holdersOfWords(words);
    const passages = Number(countPassages.get()?.passages ?? 0);
    const same = new Map(words.map((word) => [word, sameWords(stem(word))]));
    const heldTogether = [...holders.keys(), ...words].map((word): [string, number] => [
      stem(word),
      (holders.get(word) ?? 0) + (same.get(word) ?? []).reduce((sum, { held }) => sum + held, 0),
    ]);
    return { match: matchOf(holders, same, passages), statistics: { passages, holders: new Map(heldTogether) } };
  };
}

function matchOf(
  holders: ReadonlyMap<string, number>,
  same: ReadonlyMap<string, readonly KnownWord[]>,
  passages: number,
): string | undefined {
  const known = [...same].map(([word, others]): KnownWord[] => [{ word, held: holders.get(word) ?? 0 }, ...others]);
  const rarest = known
    .filter((group) => heldBy(group) > 0)
    .sort((one, other) => heldBy(one) - heldBy(other))
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
  return searched.length === 0 ? undefined : searched.map(({ word }) => `"${word.replaceAll('"', '')}"`).join(' OR ');
}

function heldBy(group: readonly KnownWord[]): number {
  return group.reduce((sum, { held }) => sum + held, 0);
}
