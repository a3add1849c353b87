/** How people take back what they just said. */
const TAKES_BACK =
  /^(.{0,600}?)[,.…—-]*\s*\b(?:oh,? no|no,? (?:sorry|wait|i tell a lie)|sorry,? (?:no|i mean)|i tell a lie|scratch that|correction|i meant?|make that|or rather|nein,? (?:entschuldigung|moment))\b[,.…—-]*\s*(?:sorry[,.]*\s*|it's\s+|i tell a lie[,.]*\s*)*(.+)$/is;

/** A figure as a note has it: an amount, a date, a time, a number. */
const FIGURE =
  /[£$€]?\d[\d,.:]*(?:st|nd|rd|th)?(?:%| (?:January|February|March|April|May|June|July|August|September|October|November|December))?/g;

/**
 * A sentence in which a figure is said and then corrected, with the right one only: "£50. Oh no, I tell a lie, £15" is
 * £15. When nothing is corrected the text comes back as it was.
 */
export function correctFigures(text: string): { text: string; isCorrected: boolean; wrong?: string } {
  const [, before = '', after = ''] = TAKES_BACK.exec(text) ?? [];
  const wrong = before.match(FIGURE)?.at(-1);
  const right = after.match(FIGURE)?.[0];
  if (wrong === undefined || right === undefined || wrong === right) return { text, isCorrected: false };
  const start = before.slice(0, before.lastIndexOf(wrong));
  // "£50. No, I tell a lie, 15": it is still money.
  const sign = /^[£$€]/.test(wrong) && !/^[£$€]/.test(right) ? wrong.charAt(0) : '';
  const isWhole = /\p{L}{3,}\P{L}.*\p{L}{3,}/u.test(after.replace(right, ''));
  return {
    text: isWhole ? after : `${start}${sign}${right}${after.slice(after.indexOf(right) + right.length)}`,
    isCorrected: true,
    wrong,
  };
}
