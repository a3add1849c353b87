import type { Utterance } from '../../domain/transcript.ts';

/** A line of the call and its number, from 0. */
export interface NumberedLine {
  utterance: Utterance;
  number: number;
}

/** About six thousand tokens: one request reads so much with care. */
const PART_CHARACTERS = 24_000;
/** Some five hours of talk; more would cost more than a note is worth. */
const MOST_PARTS = 12;
/** Turns told twice where two parts meet, so that an answer has its question. */
const OVERLAP_LINES = 4;

/** The call in parts that a model can read at once, or undefined when it is too long for one. */
export function splitCall(utterances: readonly Utterance[]): readonly (readonly NumberedLine[])[] | undefined {
  const parts: NumberedLine[][] = [[]];
  let characters = 0;
  for (const [number, utterance] of utterances.entries()) {
    const part = parts.at(-1) ?? [];
    if (characters + utterance.text.length > PART_CHARACTERS && part.length > OVERLAP_LINES) {
      if (parts.length === MOST_PARTS) return undefined;
      parts.push([...part.slice(-OVERLAP_LINES), { utterance, number }]);
      characters = utterance.text.length;
    } else {
      part.push({ utterance, number });
      characters += utterance.text.length;
    }
  }
  return parts;
}
