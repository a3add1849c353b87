import { randomBytes } from 'node:crypto';

/** Anything that could be taken for a fence, this one's or another's. */
const ANY_FENCE = /<<\s*\/?\s*data[^<>\n]{0,80}>{0,2}/gi;

/**
 * A text that others wrote, between two lines that nobody can guess, for a model that is told that what stands between them
 * is data. What looks like such a line is taken out of the text first. `mark` is given in tests only.
 */
export function fence(text: string, mark = randomBytes(12).toString('hex')): string {
  const inside = text.replace(ANY_FENCE, ' ').replaceAll(mark, ' ');
  return `<<data ${mark}>>\n${inside}\n<</data ${mark}>>`;
}
