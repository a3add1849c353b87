import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wordsOf } from '../../src/domain/words.ts';

const TEXTS = fileURLToPath(new URL('../../scripts/sample/texts', import.meta.url));
/** As many different words as a large company's documents hold. */
const VOCABULARY = 20_000;
/** Share of a document's words that belong to what it is about, which it repeats. */
const TOPIC_SHARE = 0.3;
const TOPIC_WORDS = 40;
/** Words that are as frequent as these stand everywhere and are no document's topic. */
const COMMONEST = 150;

/** Chance that comes out the same in every run: a linear congruential generator (Numerical Recipes, ranqd1). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Makes text in which words are as unevenly frequent as in real text. */
export interface Writer {
  /** A sentence of about 14 words about the topic at hand. */
  sentence(): string;
  /** Words of a title or heading. */
  title(words: number): string;
  /** Goes on to something else. */
  nextTopic(): void;
}

/** Word frequencies follow Zipf's law over the sample company's words and words made of their halves. */
export function writer(seed: number): Writer {
  const random = chance(seed);
  const words = vocabulary();
  const cumulative = zipf(words.length);
  const draw = (): string => words[rankAt(cumulative, random())] ?? '';
  let topic: string[] = [];
  const drawTopical = (): string => topic[Math.floor(random() ** 2 * topic.length)] ?? '';
  const nextTopic = (): void => {
    topic = Array.from({ length: TOPIC_WORDS }, () => {
      for (;;) {
        const rank = rankAt(cumulative, random());
        if (rank >= COMMONEST) return words[rank] ?? '';
      }
    });
  };
  nextTopic();
  const word = (): string => {
    const lot = random();
    if (lot < 0.02) return String(Math.floor(random() * 400) / 4);
    return lot < TOPIC_SHARE ? drawTopical() : draw();
  };
  return {
    nextTopic,
    title: (count) => capital(Array.from({ length: count }, drawTopical).join(' ')),
    sentence: () => `${capital(Array.from({ length: 9 + Math.floor(random() * 11) }, word).join(' '))}.`,
  };
}

let known: readonly string[] | undefined;

/** The sample's words from the commonest to the rarest, then made ones. */
function vocabulary(): readonly string[] {
  known ??= [...sampleWords(), ...madeWords(sampleWords())].slice(0, VOCABULARY);
  return known;
}

function sampleWords(): string[] {
  const counts = new Map<string, number>();
  for (const entry of readdirSync(TEXTS, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    for (const word of wordsOf(readFileSync(join(entry.parentPath, entry.name), 'utf8')))
      if (/^[a-z]{1,}$/.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([word]) => word);
}

function* madeWords(words: readonly string[]): Generator<string> {
  const long = words.filter((word) => word.length >= 5);
  const made = new Set(words);
  const random = chance(7);
  const some = (): string => long[Math.floor(random() * long.length)] ?? '';
  for (;;) {
    const [front, back] = [some(), some()];
    const word = front.slice(0, Math.ceil(front.length / 2)) + back.slice(Math.floor(back.length / 2));
    if (made.has(word)) continue;
    made.add(word);
    yield word;
    if (made.size > VOCABULARY + words.length) return;
  }
}

function zipf(count: number): Float64Array {
  const cumulative = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank++) cumulative[rank] = sum += 1 / (rank + 2.7);
  return cumulative.map((value) => value / sum);
}

function rankAt(cumulative: Float64Array, lot: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] ?? 1) < lot) low = middle + 1;
    else high = middle;
  }
  return low;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
