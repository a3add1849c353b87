import { type DigitRun, shapeOf, type Surroundings } from './digitRuns.ts';
import type { PersonalDatum } from './personalDatum.ts';

const WORDS =
  /\b(?:phone|telephone|tel|mobile|cell|landline|call(?:ed|ing)?|ring|rang|text(?:ed)?|dial|fax|reach(?:ed)?|contact|whatsapp|handy|telefon|festnetz|mobil|nummer|rückruf|erreichbar|ruf|m[óo]vil|tel[ée]fono|ll[áa]m\w*|portable|t[ée]l[ée]phone|joignable|rappeler|richiamare|telefono|numer|number|num[ée]ro)\b/;
const DATE = /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d-\d\d?-\d\d?)$/;

/** The first of these runs, longest first, that is a telephone number as people write it, in several countries' ways. */
export function phoneIn(runs: readonly DigitRun[], around: Surroundings): PersonalDatum | undefined {
  const fitting = runs.filter((run) => !DATE.test(around.text.slice(run.start, Math.min(run.end, run.start + 11))));
  const run =
    fitting.find((one) => isInternational(one, around.text)) ??
    best(fitting.filter(isNational)) ??
    best(fitting.filter((one) => isAmerican(one, around))) ??
    best(fitting.filter((one) => isNamedPhone(one, around)));
  if (run === undefined) return undefined;
  return { kind: 'phone', start: withPrefix(run.start, around.text), end: run.end };
}

/** What most numbers have comes first, so that a figure behind the number is not taken for a part of it. */
const USUAL_LENGTHS = [11, 10, 12, 13, 9, 14, 8, 15, 7];

function best(runs: readonly DigitRun[]): DigitRun | undefined {
  return runs.toSorted(
    (one, other) => USUAL_LENGTHS.indexOf(one.digits.length) - USUAL_LENGTHS.indexOf(other.digits.length),
  )[0];
}

/** E.164: at most 15 digits behind "+"; "00" in front of them, or the trunk "(0)" between, is how people write it. */
function isInternational({ digits, start }: DigitRun, text: string): boolean {
  const isPlus = text.charAt(start - 1) === '+' || text.slice(start - 2, start) === '+(';
  const behind = isPlus ? digits : digits.startsWith('00') ? digits.slice(2) : '';
  return /^[1-9]\d{7,15}$/.test(behind);
}

/** With the trunk prefix 0: United Kingdom, Germany, France, Italy and many more. */
function isNational(run: DigitRun): boolean {
  const shape = shapeOf(run);
  if (/^1(?:-|$)/.test(shape) || /-1-1/.test(shape)) return false;
  return /^0[1-9]\d{7,11}$/.test(run.digits);
}

/** Area code and exchange begin with 2 to 9 (North American numbering plan). */
function isAmerican(run: DigitRun, { text, before }: Surroundings): boolean {
  if (!/^1?[2-9]\d\d[2-9]\d{6}$/.test(run.digits)) return false;
  if (/^(?:1-)?3-3-4$/.test(shapeOf(run))) return true;
  return /^(?:1-)?(?:10|11|3-7)$/.test(shapeOf(run)) && (text.charAt(run.start - 1) === '(' || WORDS.test(before()));
}

const MAKES_A_LIST = /^(?:2-2-2|1-)/;

/** Seven digits or more behind a word that says so. */
function isNamedPhone(run: DigitRun, { before }: Surroundings): boolean {
  const shape = shapeOf(run);
  const isNineSpanish = /^[6-9]\d{8}$/.test(run.digits) && /^(?:9|3-3-3|3-2-2-2)$/.test(shape);
  if (run.digits.length > 13 || (MAKES_A_LIST.test(shape) && run.digits.length < 8)) return false;
  const words = before();
  if (
    /\b(?:order|ticket|invoice|serial|reference|track\w*|account|acct|policy|passport|licen[cs]e|customer)\b/.test(
      words,
    )
  ) {
    return false;
  }
  return WORDS.test(words) || (isNineSpanish && shape !== '9');
}

/** "+", and "(" with its ")" or "(0)" inside. */
function withPrefix(start: number, text: string): number {
  const isOpened = text.charAt(start - 1) === '(' && text.slice(start, start + 8).includes(')');
  const opened = isOpened ? start - 1 : start;
  return text.charAt(opened - 1) === '+' ? opened - 1 : opened;
}
