/**
 * A document's or person's words as a card shows them: at most `characters` long with an ellipsis where they are cut,
 * without the invisible marks that would turn the words behind them around, and able to wrap inside very long words.
 */
export function shownText(text: string, characters: number): string {
  const plain = text.replace(TURNING_MARKS, '');
  return wrappable(plain.length <= characters ? plain : cutShort(plain, characters));
}

const TURNING_MARKS = /[\u202A-\u202E\u2066-\u2069]/g;

function cutShort(text: string, characters: number): string {
  const cut = text.slice(0, Math.max(0, characters - 1));
  // Never half of an emoji.
  return `${cut.replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`;
}

/** The card renderers let a word that is longer than the line run out of the card, so such a word gets places to break. */
function wrappable(text: string): string {
  return text.replace(UNBREAKABLE, (word) => word.replace(/.{20}(?=.)/gsu, '$&\u200B'));
}

/** Longer than a phone's line; scripts without spaces between words break by themselves. */
const UNBREAKABLE = /[^\s\-/\u200B\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{25,}/gu;
