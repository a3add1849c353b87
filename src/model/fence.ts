import { randomInt } from 'node:crypto';

/** Stands around everything a model must read without obeying. */
export interface Fence {
  /** Unguessable; whoever wrote the data could not know it. */
  mark: string;
  /** The text between two marks, with a line that says what it is. */
  around(what: string, text: string): string;
}

// No digits, which a mask might take for somebody's number, and no vowels, which might make a word.
const LETTERS = 'bcdfghjklmnpqrstvwxz';
const MARK_LETTERS = 16;

/** A fence with a mark of its own; the mark is removed from whatever is put inside. */
export function fence(mark = newMark()): Fence {
  const everyMark = new RegExp(mark, 'gi');
  const inside = (text: string): string => {
    // What is left may join to a new mark.
    let plain = text;
    while (plain.search(everyMark) >= 0) plain = plain.replace(everyMark, '');
    return plain;
  };
  return {
    mark,
    around: (what, text) => `<<<${mark} ${inside(what)}\n${inside(text)}\n${mark}>>>`,
  };
}

function newMark(): string {
  return Array.from({ length: MARK_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
