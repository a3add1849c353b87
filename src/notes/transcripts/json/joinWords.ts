import type { RawUtterance } from '../rawUtterance.ts';

/** One recognised word or mark of punctuation. */
export interface TimedWord {
  label?: string | undefined;
  start?: number | undefined;
  end?: number | undefined;
  text: string;
  isPunctuation?: boolean;
}

/** A silence that ends an utterance, in seconds; after a full stop a shorter one does. */
const LONG_PAUSE = 1.2;
const SENTENCE_PAUSE = 0.6;

/** Utterances from words in the order in which each speaker said them: a new one with each speaker and after a pause. */
export function joinWords(words: readonly TimedWord[]): RawUtterance[] {
  const utterances: {
    label?: string | undefined;
    start?: number | undefined;
    end?: number | undefined;
    parts: string[];
  }[] = [];
  for (const word of words) {
    const last = utterances.at(-1);
    if (word.isPunctuation === true) {
      if (last !== undefined) last.parts.push(word.text);
    } else if (last === undefined || last.label !== word.label || isPause(last, word)) {
      utterances.push({ label: word.label, start: word.start, end: word.end, parts: [word.text] });
    } else {
      last.parts.push(` ${word.text}`);
      last.end = word.end ?? last.end;
    }
  }
  return utterances.map(({ parts, ...utterance }) => ({ ...utterance, text: parts.join('') }));
}

function isPause(last: { end?: number | undefined; parts: readonly string[] }, word: TimedWord): boolean {
  if (last.end === undefined || word.start === undefined) return false;
  const silence = word.start - last.end;
  return silence >= (/[.?!]$/.test(last.parts.at(-1) ?? '') ? SENTENCE_PAUSE : LONG_PAUSE);
}
