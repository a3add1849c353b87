/** Words for one digit, as people dictate them, by digit. */
const DIGIT_WORDS: readonly (readonly string[])[] = [
  ['zero', 'oh', 'o', 'nought', 'null', 'cero', 'zéro'],
  ['one', 'eins', 'uno', 'un'],
  ['two', 'zwei', 'zwo', 'dos', 'deux'],
  ['three', 'drei', 'tres', 'trois'],
  ['four', 'vier', 'cuatro', 'quatre'],
  ['five', 'fünf', 'fuenf', 'cinco', 'cinq'],
  ['six', 'sechs', 'seis'],
  ['seven', 'sieben', 'siete', 'sept'],
  ['eight', 'acht', 'ocho', 'huit'],
  ['nine', 'neun', 'nueve', 'neuf'],
];

const DIGITS: ReadonlyMap<string, string> = new Map(
  DIGIT_WORDS.flatMap((words, digit) => words.map((word) => [word, String(digit)] as const)),
);

/** The digit that a word says, in small letters; undefined for any other word. */
export function spokenDigit(word: string): string | undefined {
  return DIGITS.get(word);
}

const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const TEENS = 'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
/** A word of a dictated number, as a pattern; "o" only where digits stand around it. */
export const DIGIT_WORD = `(?:${[...DIGITS.keys()].join('|')}|${TEENS}|${TENS})`;
/** A house number in words: "twelve", "twenty one", "four hundred and six". */
export const HOUSE_NUMBER = `(?:(?:a|one|two|three|four|five|six|seven|eight|nine) hundred(?: and)? ?)?(?:(?:${TENS})(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|${TEENS}|one|two|three|four|five|six|seven|eight|nine|hundred)`;
