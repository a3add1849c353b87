import type { DatabaseSync } from 'node:sqlite';
import { IN_FORCE, MAY_READ } from './visibleDocuments.ts';

/** Whose passages count: groups as a JSON list, and the day. */
export interface Readers {
  groups: string;
  day: string;
}

/** How many passages these readers may see, and how many of them hold a word. */
export interface HeldBy {
  passages(readers: Readers): number;
  word(word: string, readers: Readers): number;
}

/** A word held more often than this tells next to nothing, and counting on would take time. */
const MOST_COUNTED = 10_000;
/** Counting all takes a while, and what was just added or taken away changes little. */
const REFRESH_MS = 5000;
const COUNTS_REMEMBERED = 20_000;

const FROM_READABLE = `
  from passages join documents on documents.document_key = passages.document_key
  where ${IN_FORCE} and ${MAY_READ}`;

/**
 * Counts over what the readers may see and nothing else: a word that only a restricted document holds must change
 * nothing for those who may not read it, neither what is searched for nor the order.
 */
export function heldBy(memory: DatabaseSync, generation: () => number): HeldBy {
  const all = memory.prepare(`select count(*) as held ${FROM_READABLE}`);
  const holding = memory.prepare(`select count(*) as held from (
    select 1 from passage_text
    join passages on passages.passage_key = passage_text.rowid
    join documents on documents.document_key = passages.document_key
    where passage_text match :word and ${IN_FORCE} and ${MAY_READ}
    limit ${MOST_COUNTED})`);
  const known = new Map<string, number>();
  let countedGeneration = -1;
  let passages = new Map<string, number>();
  let passagesCountedAt = -Infinity;
  return {
    passages({ groups, day }) {
      if (performance.now() > passagesCountedAt + REFRESH_MS) {
        passages = new Map();
        passagesCountedAt = performance.now();
      }
      const key = `${day} ${groups}`;
      const count = passages.get(key) ?? Number(all.get({ groups, day })?.held ?? 0);
      passages.set(key, count);
      return count;
    },
    word(word, { groups, day }) {
      if (generation() !== countedGeneration || known.size >= COUNTS_REMEMBERED) known.clear();
      countedGeneration = generation();
      const key = `${day} ${groups} ${word}`;
      const held = known.get(key) ?? Number(holding.get({ word: quoted(word), groups, day })?.held ?? 0);
      known.set(key, held);
      return held;
    },
  };
}

/** A word as FTS5 takes it, whatever it holds; a number such as 14.99 becomes two terms side by side. */
export function quoted(word: string): string {
  return `"${word.replaceAll('"', '')}"`;
}
