/** Shorter words are too alike to guess. */
const SHORTEST = 4;
/** Longer ones are no words, and the count of steps must fit a byte. */
const LONGEST = 60;
/** Longer words may have two slips. */
const TWO_SLIPS_FROM = 8;
/** A short form such as "mnth" keeps at least this share of the letters. */
const LEAST_KEPT = 0.5;
const SHORTEST_FORM = 3;

/** True when `typed` is `word` with a slip of the keyboard or with letters left out: "exchnage", "mnth", "percnt". */
export function isSlip(typed: string, word: string): boolean {
  if (typed[0] !== word[0] || word.length < SHORTEST || word.length > LONGEST) return false;
  const slips = word.length >= TWO_SLIPS_FROM ? 2 : 1;
  if (typed.length >= SHORTEST && Math.abs(typed.length - word.length) <= slips && isWithin(slips, typed, word)) {
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

/** One comparison at a time: thousands of them must not leave thousands of arrays behind. */
const ROWS = [new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1)] as const;

/** True when insertions, deletions, replacements and swaps of neighbours, at most this many, make one of the other. */
function isWithin(slips: number, one: string, other: string): boolean {
  const width = other.length + 1;
  let [before, previous, current] = ROWS;
  for (let column = 0; column < width; column += 1) previous[column] = column;
  for (let row = 1; row <= one.length; row += 1) {
    current[0] = row;
    let least = row;
    for (let column = 1; column < width; column += 1) {
      const isSame = one.charCodeAt(row - 1) === other.charCodeAt(column - 1);
      let steps = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      if (row > 1 && column > 1 && isSwap(one, row, other, column))
        steps = Math.min(steps, (before[column - 2] ?? 0) + 1);
      current[column] = steps;
      least = Math.min(least, steps);
    }
    // No later row can come below the least of this one, but a swap reaches back over one row.
    if (least > slips + 1) return false;
    [before, previous, current] = [previous, current, before];
  }
  return (previous[other.length] ?? Infinity) <= slips;
}

function isSwap(one: string, row: number, other: string, column: number): boolean {
  return one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
}
