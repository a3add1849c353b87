import { readFileSync } from 'node:fs';

const DIMENSIONS = 100;

/** Directions of English words in a space where words that are used alike lie close; see scripts/makeWordVectors.ts. */
export interface WordVectors {
  /** Position among the known stems by how common they are, 0 for the commonest; Infinity for unknown ones. */
  rank(stem: string): number;
  /** -1 to 1; 0 when one of the stems is unknown. */
  cosine(one: string, other: string): number;
}

/** Reads the vectors, 2.7 MB. */
export function readWordVectors(): WordVectors {
  const stems = readFileSync(new URL('./words.txt', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const bytes = readFileSync(new URL('./vectors.bin', import.meta.url));
  const values = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const ranks = new Map(stems.map((stem, rank) => [stem, rank]));
  const lengths = Float64Array.from(stems, (_, row) => Math.sqrt(dot(values, row, row)));
  return {
    rank: (stem) => ranks.get(stem) ?? Infinity,
    cosine(one, other) {
      const first = ranks.get(one);
      const second = ranks.get(other);
      if (first === undefined || second === undefined) return 0;
      const length = (lengths[first] ?? 0) * (lengths[second] ?? 0);
      return length === 0 ? 0 : dot(values, first, second) / length;
    },
  };
}

function dot(values: Int8Array, one: number, other: number): number {
  let sum = 0;
  for (let at = 0; at < DIMENSIONS; at += 1) {
    sum += (values[one * DIMENSIONS + at] ?? 0) * (values[other * DIMENSIONS + at] ?? 0);
  }
  return sum;
}
