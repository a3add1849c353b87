import { cleanText } from './cleanText.ts';
import { foldForScreening } from './foldForScreening.ts';
import { OVERRIDES } from './overridePhrases.ts';
import { ADDRESSES, STEERING } from './steeringPhrases.ts';

/** Longer texts are screened in stretches that overlap, so that no phrase hides behind length. */
const STRETCH = 4000;
const OVERLAP = 300;

/**
 * True when a question is an instruction to the assistant rather than a question: it does away with rules, presses a role on
 * it, reaches for its instructions or for everybody's data. A person then reads a refusal in plain words.
 */
export function isInstruction(question: string): boolean {
  return matches(question, [OVERRIDES, STEERING]);
}

/**
 * True when a text of a document, a transcript or a note tries to tell an assistant what to do. It is then shown as text,
 * and never said or followed.
 */
export function instructsAssistant(text: string): boolean {
  return matches(text, [OVERRIDES, STEERING, ADDRESSES]);
}

/** A zero-width character stands for nothing or for a space, so both readings count. */
function matches(text: string, lists: readonly (readonly RegExp[])[]): boolean {
  const readings = new Set([text, cleanText(text.replace(/\u200B/g, ' '))]);
  for (const reading of readings) {
    for (let from = 0; from < reading.length; from += STRETCH - OVERLAP) {
      const folded = foldForScreening(reading.slice(from, from + STRETCH));
      if (lists.some((patterns) => patterns.some((pattern) => pattern.test(folded)))) return true;
    }
  }
  return false;
}
