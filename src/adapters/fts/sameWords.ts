import type { DatabaseSync } from 'node:sqlite';
import type { Lexicon } from '../../ports/lexicon.ts';

/** A word of the index with the number of passages that hold it. */
export interface KnownWord {
  word: string;
  held: number;
}

/** Words of the index that mean the same as this stem, without the stem itself, most held first. */
export type SameWords = (stem: string) => readonly KnownWord[];

/** More of them would blur the question. */
const SAME_WORDS = 4;
/** Looking through all words takes a while, and what was just added matters little here. */
const REFRESH_MS = 5000;
const STEMS_REMEMBERED = 5000;

/**
 * Finds synonyms and slips of the keyboard among the words of this index. They only widen the search: nobody is ever
 * shown one, because it may come from a document they may not read.
 */
export function sameWordsOf(memory: DatabaseSync, lexicon: Lexicon, generation: () => number): SameWords {
  const select = memory.prepare('select term as word, doc as held from vocabulary');
  let words: KnownWord[] = [];
  let readAt = -Infinity;
  let readGeneration = -1;
  const known = new Map<string, readonly KnownWord[]>();
  const refresh = (): void => {
    if (generation() === readGeneration || performance.now() < readAt + REFRESH_MS) return;
    readGeneration = generation();
    readAt = performance.now();
    known.clear();
    words = select.all().map(({ word, held }) => ({ word: String(word), held: Number(held) }));
  };
  return (stem) => {
    refresh();
    let same = known.get(stem);
    if (same === undefined) {
      same = words
        .filter(({ word }) => word !== stem && lexicon.isSame(stem, word))
        .sort((one, other) => other.held - one.held)
        .slice(0, SAME_WORDS);
      if (known.size >= STEMS_REMEMBERED) known.clear();
      known.set(stem, same);
    }
    return same;
  };
}
