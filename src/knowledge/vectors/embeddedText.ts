import type { Passage } from '../../domain/passage.ts';

/** Far below the 8,192 tokens that common models take, in any language. */
const LONGEST_CHARACTERS = 6000;

/** What is made into the vector of a passage: its text below the title and headings it stands under. */
export function embeddedText({ title, headings, text }: Pick<Passage, 'title' | 'headings' | 'text'>): string {
  return [title, ...headings, text].join('\n').toWellFormed().slice(0, LONGEST_CHARACTERS);
}
