import { shownText } from './shownText.ts';

const SPEAK_CHARACTERS = 400;

/** A text for a card's `speak`, which clients may read as speech markup. */
export function speakable(text: string): string {
  return shownText(text.replace(/[<>&]/g, ' '), SPEAK_CHARACTERS);
}
