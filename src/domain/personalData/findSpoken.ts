import { isCard, isNhsNumber } from './checkDigits.ts';
import type { PersonalDataKind, PersonalDatum } from './personalDatum.ts';

const DIGITS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'zero one two three four five six seven eight nine',
    'null eins zwei drei vier fünf sechs sieben acht neun',
    'cero uno dos tres cuatro cinco seis siete ocho nueve',
    'zéro un deux trois quatre cinq six sept huit neuf',
  ].flatMap((words) => words.split(' ').map((word, value) => [word, String(value)])),
);
const MORE: Readonly<Record<string, string>> = { oh: '0', o: '0', nought: '0', zwo: '2', fuenf: '5', hundred: '00' };
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const FRENCH = 'dix onze douze treize quatorze quinze seize'.split(' ');
const FRENCH_TENS: Readonly<Record<string, number>> = {
  vingt: 20,
  trente: 30,
  quarante: 40,
  cinquante: 50,
  soixante: 60,
};
const WORD = /[\p{L}]+|\d+|\S/gu;
const MULTIPLIES = /^(?:double|triple|doppel)$/;
/** Read out digit by digit, in words. */
const LONGEST_NUMBER = 200;
/** Fewer are said in any sentence. */
const LEAST_DIGITS = 6;
const SOME_DIGIT_WORD =
  /\b(?:one|two|three|four|eight|seven|double|triple|five|six|nine|sieben|zwei|cinco|siete|douze|sept|null|zéro|cero|zero|oh)\b/i;

/** Numbers that are said digit by digit, in pairs, or with "double": cards by their check digit, else telephone numbers. */
export function findSpoken(text: string): PersonalDatum[] {
  if (!SOME_DIGIT_WORD.test(text)) return [];
  const found: PersonalDatum[] = [];
  let run = { start: 0, end: 0, digits: '', words: 0 };
  let times = 1;
  const finish = (): void => {
    if (run.digits.length >= LEAST_DIGITS && run.words >= 3) {
      found.push({ kind: kindOf(run.digits), start: run.start, end: run.end });
    }
    run = { start: 0, end: 0, digits: '', words: 0 };
  };
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const small = word.toLowerCase();
    const digits = digitsOf(small);
    if (digits !== undefined) {
      if (run.digits === '') run.start = times > 1 ? run.start : index;
      run.digits += digits.repeat(times);
      run.words += /\d/.test(word) ? 0 : 1;
      run.end = index + word.length;
      times = 1;
    } else if (MULTIPLIES.test(small)) {
      if (run.digits === '') run.start = index;
      times = small === 'triple' ? 3 : 2;
    } else if (!/^[,.\-–]$/.test(word)) {
      times = 1;
      finish();
    }
  }
  finish();
  return found;
}

/** Whether something said is nothing but digits, spoken or written. */
export function isSpokenNumber(said: string): boolean {
  // "Oh" alone is a sigh.
  if (said.length > LONGEST_NUMBER || /^\W*oh?\W*$/i.test(said)) return false;
  const words = [...said.toLowerCase().matchAll(WORD)].map(([word]) => word).filter((word) => !/^[,.\-–]$/.test(word));
  return words.length > 0 && words.every((word) => digitsOf(word) !== undefined || MULTIPLIES.test(word));
}

function digitsOf(word: string): string | undefined {
  if (/^\d+$/.test(word)) return word.length <= 6 ? word : undefined;
  const plain = DIGITS[word] ?? MORE[word];
  if (plain !== undefined) return plain;
  const tens = TENS.indexOf(word);
  if (tens >= 0) return String((tens + 2) * 10);
  const teen = Math.max(TEENS.indexOf(word), FRENCH.indexOf(word));
  if (teen >= 0) return String(teen + 10);
  return FRENCH_TENS[word] === undefined ? undefined : String(FRENCH_TENS[word]);
}

function kindOf(digits: string): PersonalDataKind {
  if (isCard(digits)) return 'card';
  if (digits.length === 10 && !/^[02-9]/.test(digits) && isNhsNumber(digits)) return 'national-id';
  return digits.length >= 7 && digits.length <= 15 ? 'phone' : 'number';
}
