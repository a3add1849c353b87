/** Breaks of lines and fields that people type; every other control character is dropped. */
const CONTROL = /(?![\t\n\r])\p{Cc}/gu;
/** Marks that turn the words behind them around, tag characters, and what is written only to be unseen. */
const UNSEEN = /(?![\u200C\u200D])\p{Cf}|[\u115F\u1160\u2028\u2029\u3164\uFFA0]/gu;
/** Joiners shape Arabic, Persian and Indian words and emoji; between other letters they only hide words from a reader. */
const IDLE_JOINER =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d\s]|^)[\u200C\u200D]+|[\u200C\u200D]+(?=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d\s]|$)/gu;

/**
 * The text without characters that nobody sees: control characters, marks that turn words around, zero-width and tag
 * characters, lone halves of emoji. What a person reads in it stays.
 */
export function cleanText(text: string): string {
  if (/^[\t\n\r -~\u00A0-\u00AC\u00AE-\u024F]*$/.test(text)) return text;
  return text.toWellFormed().replace(CONTROL, '').replace(UNSEEN, '').replace(IDLE_JOINER, '');
}
