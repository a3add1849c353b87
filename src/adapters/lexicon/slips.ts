/** Shorter words are too alike to guess. */
const SHORTEST = 4;
/** Longer words may have two slips. */
const TWO_SLIPS_FROM = 8;
/** A short form such as "mnth" keeps at least this share of the letters. */
const LEAST_KEPT = 0.5;
const SHORTEST_FORM = 3;

/** True when `typed` is `word` with a slip of the keyboard or with letters left out: "exchnage", "mnth", "percnt". */
export function isSlip(typed: string, word: string): boolean {
  if (typed[0] !== word[0] || word.length < SHORTEST) return false;
  const slips = word.length >= TWO_SLIPS_FROM ? 2 : 1;
  if (typed.length >= SHORTEST && Math.abs(typed.length - word.length) <= slips && distance(typed, word) <= slips) {
    return true;
  }
  return typed.length >= SHORTEST_FORM && typed.length >= word.length * LEAST_KEPT && isShortForm(typed, word);
}

/** Letters in order, the last one kept, and no vowels but the word's own left out more often than consonants. */
function isShortForm(typed: string, word: string): boolean {
  if (typed.at(-1) !== word.at(-1) || typed.length >= word.length) return false;
  let at = 0;
  let consonantsLost = 0;
  for (const letter of word) {
    if (letter === typed[at]) at += 1;
    else if (!/[aeiou]/.test(letter)) consonantsLost += 1;
  }
  return at === typed.length && consonantsLost <= 2;
}

/** Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current[column] = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (before[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    before = previous;
    previous = current;
  }
  return previous[other.length] ?? Infinity;
}
