import { tokensOf } from '../../../src/detection/tokens.ts';
import type { LabelledCall } from './callSets.ts';

/** Makes speech recognition errors in this share of the words, the same ones every time. */
export function misheard(calls: readonly LabelledCall[], share: number): (call: LabelledCall) => LabelledCall {
  const alike = Map.groupBy(
    new Set(calls.flatMap(({ turns }) => turns.flatMap(({ text }) => tokensOf(text)))),
    soundOf,
  );
  return (call) => {
    if (share === 0) return call;
    const chance = seeded(call.id);
    const turns = call.turns.map(({ speaker, text }) => ({
      speaker,
      text: tokensOf(text)
        .flatMap((word) => (chance() < share ? mistaken(word, alike, chance) : [word]))
        .join(' '),
    }));
    return { ...call, turns };
  };
}

/** Of ten errors six are another word that begins and ends alike, two a lost word, two a word torn in two or doubled. */
function mistaken(word: string, alike: ReadonlyMap<string, readonly string[]>, chance: () => number): string[] {
  const kind = chance();
  if (kind < 0.2) return [];
  if (kind < 0.3) return [word, word];
  if (kind < 0.4 && word.length > 4) return [word.slice(0, word.length >> 1), word.slice(word.length >> 1)];
  const others = alike.get(soundOf(word)) ?? [word];
  return [others[Math.floor(chance() * others.length)] ?? word];
}

function soundOf(word: string): string {
  return `${word[0] ?? ''}${word.at(-1) ?? ''}${Math.min(4, word.length >> 1)}`;
}

/** A small generator of its own for each call (mulberry32), so that no call depends on another. */
function seeded(text: string): () => number {
  let state = [...text].reduce((sum, one) => Math.imul(sum ^ one.charCodeAt(0), 16_777_619), 2_166_136_261);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
