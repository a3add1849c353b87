import { createHash } from 'node:crypto';
import { stemsOf } from '../../src/domain/words.ts';
import { unitVector } from '../../src/domain/vectors.ts';
import type { Embedder } from '../../src/ports/embedder.ts';

const DIMENSIONS = 256;

/**
 * Vectors that know which words mean the same: each word gives the direction of its meaning, or of its own letter
 * triples when nobody listed it.
 */
export function meaningVectors(synonyms: readonly string[]): (text: string) => number[] {
  const meanings = new Map(synonyms.flatMap((line) => stemsOf(line).map((word) => [word, line])));
  return (text) => {
    const vector = new Array<number>(DIMENSIONS).fill(0);
    for (const word of stemsOf(text)) {
      const meaning = meanings.get(word);
      if (meaning !== undefined) add(vector, meaning, 1);
      else for (const part of triplesOf(word)) add(vector, part, 0.15);
    }
    return vector;
  };
}

/** Vectors that say nothing: another direction for every text. */
export function randomVectors(text: string): number[] {
  const vector = new Array<number>(DIMENSIONS).fill(0);
  add(vector, text, 1);
  return vector;
}

/** An embedder in this process, with what it was asked. */
export function embedderOf(model: string, vectorOf: (text: string) => readonly number[]) {
  const asked: string[] = [];
  const embedder: Embedder & { asked: string[] } = {
    model,
    dimensions: undefined,
    asked,
    embed: (texts, signal) => {
      signal.throwIfAborted();
      asked.push(...texts);
      return Promise.resolve(texts.map((text) => unitVector(vectorOf(text)) ?? new Float32Array(DIMENSIONS)));
    },
  };
  return embedder;
}

function triplesOf(word: string): string[] {
  const edged = `^${word}$`;
  return Array.from({ length: edged.length - 2 }, (_, at) => edged.slice(at, at + 3));
}

function add(vector: number[], what: string, share: number): void {
  let bytes = createHash('sha256').update(what).digest();
  for (let at = 0; at < vector.length; at += 1) {
    if (at % 32 === 0 && at > 0) bytes = createHash('sha256').update(bytes).digest();
    vector[at] = (vector[at] ?? 0) + share * ((bytes[at % 32] ?? 0) / 127.5 - 1);
  }
}
