/** A generator of the same numbers each time (mulberry32), from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bytes with some changed, cut out, doubled or put elsewhere. */
export function mutate(bytes: Buffer, random: () => number): Buffer {
  let mutated = Buffer.from(bytes);
  const at = (): number => Math.floor(random() * (mutated.length + 1));
  for (let turn = Math.ceil(random() * 6); turn > 0; turn -= 1) {
    const [from, to] = [at(), at()].sort((one, other) => one - other) as [number, number];
    const piece = mutated.subarray(from, Math.min(to, from + 200));
    const choice = Math.floor(random() * 5);
    if (choice === 0) mutated.fill(Math.floor(random() * 256), from, Math.min(from + 2, mutated.length));
    else if (choice === 1) mutated = Buffer.concat([mutated.subarray(0, from), mutated.subarray(from + piece.length)]);
    else if (choice === 2) mutated = Buffer.concat([mutated.subarray(0, to), piece, mutated.subarray(to)]);
    else if (choice === 3) mutated = Buffer.from(mutated.subarray(0, to));
    else
      mutated = Buffer.concat([
        mutated.subarray(0, from),
        ODD[Math.floor(random() * ODD.length)]!,
        mutated.subarray(from),
      ]);
  }
  return mutated;
}

const ODD = [
  '\r\n\r\n',
  '\n',
  '"',
  '<',
  '>',
  ';',
  ',',
  '=',
  '\0',
  '--',
  '99999999999',
  '-1',
  ';tag=',
  '&#0;',
  '\\',
  'ÿ',
].map((text) => Buffer.from(text));
