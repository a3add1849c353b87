/** Single digits as they are spelled out; "oh" counts only among other digits. */
const DIGITS: Readonly<Record<string, number>> = {
  zero: 0,
  nought: 0,
  oh: 0,
  o: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
};

const TEENS = ['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen'];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const ORDINALS = [
  ...['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh'],
  ...['twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth', 'eighteenth', 'nineteenth'],
];

const SMALL = new Map<string, number>([
  ...Object.entries(DIGITS),
  ...[...TEENS, 'nineteen'].map((word, index): [string, number] => [word, index + 10]),
  ...TENS.map((word, index): [string, number] => [word, (index + 2) * 10]),
  ['fourty', 40],
]);

const ORDINAL_VALUES = new Map<string, number>([
  ...ORDINALS.map((word, index): [string, number] => [word, index + 1]),
  ['twentieth', 20],
  ['thirtieth', 30],
]);

const SCALES = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1_000_000],
]);

/** What a number word counts for; undefined for any other word. */
export type NumberWord =
  { kind: 'digit' | 'teen' | 'tens' | 'scale' | 'ordinal'; value: number } | { kind: 'repeat'; value: number };

/** Reads one word as part of a spoken number. */
export function numberWord(word: string): NumberWord | undefined {
  const plain = word.toLowerCase();
  const scale = SCALES.get(plain);
  if (scale !== undefined) return { kind: 'scale', value: scale };
  const ordinal = ORDINAL_VALUES.get(plain);
  if (ordinal !== undefined) return { kind: 'ordinal', value: ordinal };
  if (plain === 'double') return { kind: 'repeat', value: 2 };
  if (plain === 'triple' || plain === 'treble') return { kind: 'repeat', value: 3 };
  const value = SMALL.get(plain);
  if (value === undefined) return undefined;
  if (value < 10) return { kind: 'digit', value };
  return value < 20 ? { kind: 'teen', value } : { kind: 'tens', value };
}

/**
 * The cardinals that a run of number words says, one after the other: "sixty", "four", "ninety", "nine" are 64 and 99.
 * "and" stands only inside a number, after a hundred or thousand.
 */
export function cardinalsOf(words: readonly NumberWord[]): number[] {
  const found: number[] = [];
  let total: number | undefined;
  let part: number | undefined;
  let last: NumberWord['kind'] | undefined;
  const close = (): void => {
    if (total !== undefined || part !== undefined) found.push((total ?? 0) + (part ?? 0));
    total = undefined;
    part = undefined;
  };
  for (const { kind, value } of words) {
    if (kind === 'scale') {
      if (value === 100) part = (part ?? 1) * 100;
      else {
        total = (total ?? 0) + (part ?? 1) * value;
        part = undefined;
      }
    } else {
      const isUnit = kind === 'digit' || (kind === 'ordinal' && value < 10);
      const fits = last === 'scale' || (isUnit && last === 'tens' && value > 0);
      if (!fits) close();
      part = (part ?? 0) + value;
    }
    last = kind;
  }
  close();
  return found;
}

/** The digits a run spells out: "oh seven seven double oh nine hundred" is 077009 00, as telephone numbers are said. */
export function spelledDigits(words: readonly NumberWord[]): string {
  let text = '';
  let repeat = 1;
  for (const { kind, value } of words) {
    if (kind === 'repeat') repeat = value;
    else if (kind === 'scale') text += '0'.repeat(String(value).length - 1);
    else {
      text += String(value).repeat(repeat);
      repeat = 1;
    }
  }
  return text;
}
