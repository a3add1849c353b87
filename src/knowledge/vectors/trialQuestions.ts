import type { Passage } from '../../domain/passage.ts';
import { tellingWords } from '../../domain/words.ts';

/** A passage in two: one of its sentences as a question, and what is left. */
export interface HeldOut {
  passage: Passage;
  question: string;
  rest: string;
}

/** Shorter sentences ask nothing, longer ones are no questions. */
const QUESTION_WORDS = { least: 4, most: 40 };
const REST_WORDS = 12;

/**
 * Takes one sentence or step out of a passage: whoever finds the rest by it has found what belongs together though the
 * words differ, as with a question. Always the same one; undefined for a passage with nothing to take out, such as a
 * table, or one that nobody may read.
 */
export function holdOut(passage: Passage): HeldOut | undefined {
  if (passage.groups?.length === 0) return undefined;
  const candidates = passage.units.filter((unit) => {
    const words = tellingWords(unit.text).length;
    return unit.kind !== 'row' && words >= QUESTION_WORDS.least && words <= QUESTION_WORDS.most;
  });
  const chosen = candidates[lotOf(passage.passageId) % Math.max(1, candidates.length)];
  if (chosen === undefined) return undefined;
  const rest = passage.units.filter((unit) => unit !== chosen).map(({ text }) => text);
  if (tellingWords(rest.join('\n')).length < REST_WORDS) return undefined;
  return { passage, question: chosen.text, rest: rest.join('\n') };
}

/** The same ids in an order that has nothing to do with them and never changes. */
export function shuffled(ids: readonly string[]): string[] {
  return ids
    .map((id) => ({ id, lot: lotOf(id) }))
    .sort((one, other) => one.lot - other.lot || (one.id < other.id ? -1 : 1))
    .map(({ id }) => id);
}

/** FNV-1a with a last stir: small changes of the id change everything. */
function lotOf(id: string): number {
  let lot = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) lot = Math.imul(lot ^ id.charCodeAt(at), 0x01000193);
  lot = Math.imul(lot ^ (lot >>> 15), 0x2c1b3c6d);
  return (lot ^ (lot >>> 13)) >>> 0;
}
