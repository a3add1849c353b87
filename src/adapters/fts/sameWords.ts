import type { DatabaseSync } from 'node:sqlite';
import type { Lexicon } from '../../ports/lexicon.ts';

/** Words of the index that mean the same as this stem, without the stem itself. */
export type SameWords = (stem: string) => readonly string[];

/** Looking through all words takes a while, and what was just added matters little here. */
const REFRESH_MS = 5000;
const STEMS_REMEMBERED = 5000;

/**
 * Finds synonyms and slips of the keyboard among the words of this index, restricted documents included: whoever uses
 * them must count only what the asker may see, and nobody is ever shown one.
 */
export function sameWordsOf(memory: DatabaseSync, lexicon: Lexicon, generation: () => number): SameWords {
  const select = memory.prepare('select term from vocabulary');
  let words: ReadonlySet<string> = new Set();
  let byInitial = new Map<string, string[]>();
  let readAt = -Infinity;
  let readGeneration = -1;
  const known = new Map<string, readonly string[]>();
  const refresh = (): void => {
    if (generation() === readGeneration || performance.now() < readAt + REFRESH_MS) return;
    readGeneration = generation();
    readAt = performance.now();
    known.clear();
    words = new Set(select.all().map(({ term }) => String(term)));
    byInitial = Map.groupBy(words, initialOf);
  };
  const slipsOf = (stem: string): string[] =>
    lexicon.mayBeSlip(stem) ? (byInitial.get(initialOf(stem)) ?? []).filter((word) => lexicon.isSame(stem, word)) : [];
  return (stem) => {
    refresh();
    let same = known.get(stem);
    if (same === undefined) {
      const listed = lexicon.synonyms(stem).filter((word) => words.has(word));
      same = [...new Set([...listed, ...slipsOf(stem)])].filter((word) => word !== stem);
      if (known.size >= STEMS_REMEMBERED) known.clear();
      known.set(stem, same);
    }
    return same;
  };
}

/** Nobody mistypes the first letter and goes on. */
function initialOf(word: string): string {
  return word[0] ?? '';
}
