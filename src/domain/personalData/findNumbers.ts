import { isCard, isNhsNumber, isNir, isSsn, isSteuerId } from './checkDigits.ts';
import { type DigitRun, digitRuns, runsFrom, shapeOf, type Surroundings } from './digitRuns.ts';
import type { PersonalDataKind, PersonalDatum } from './personalDatum.ts';
import { phoneIn } from './phoneNumber.ts';

/** Characters before a number in which a word may say what it is. */
const CONTEXT = 40;
const LONG_NUMBER = 7;
const LONG_GROUP = 6;

/** Cards, telephone, national and bank account numbers among the digits of a text, and other long numbers. */
export function findNumbers(text: string): PersonalDatum[] {
  const found: PersonalDatum[] = [];
  for (const groups of digitRuns(text)) {
    for (let first = 0; first < groups.length;) {
      const datum = datumFrom(runsFrom(groups, first, text), text);
      if (datum !== undefined) found.push(datum);
      const end = datum?.end ?? 0;
      first += 1;
      while ((groups[first]?.start ?? Infinity) < end) first += 1;
    }
    for (const { start, end } of groups) if (end - start >= LONG_GROUP) found.push({ kind: 'number', start, end });
  }
  return found;
}

function datumFrom(runs: readonly DigitRun[], text: string): PersonalDatum | undefined {
  const [longest] = runs;
  if (longest === undefined || isInsideWord(text, longest.start)) return undefined;
  let words: string | undefined;
  const around = {
    text,
    before: () => (words ??= text.slice(Math.max(0, longest.start - CONTEXT), longest.start).toLowerCase()),
  };
  for (const run of runs) {
    const kind = kindOf(run, around);
    // Only a card proves itself well enough to stand against a word.
    if (kind !== 'card' && /\w/.test(text.charAt(run.end))) continue;
    if (kind !== undefined) return { kind, start: run.start, end: run.end };
  }
  return phoneIn(runs, around) ?? longNumber(longest, text);
}

function isInsideWord(text: string, start: number): boolean {
  return (
    /[\p{L}_]/u.test(text.charAt(start - 1)) && !/(?:no|nr|num)\.?$/i.test(text.slice(Math.max(0, start - 4), start))
  );
}

function kindOf(run: DigitRun, around: Surroundings): PersonalDataKind | undefined {
  const { digits } = run;
  if (digits.length >= 12 && isCard(digits) && isCardShape(run, around)) return 'card';
  return nationalKind(run, around) ?? bankKind(run, around);
}

const CARD_SHAPES = /^(?:\d\d|4-4-4-[1-4]|4-6-[45]|4-4-4-4-[1-3]|6-13|8-8|1(?:-1)+)$/;
const CARD_WORDS = /\b(?:card|visa|master|amex|maestro|long number|karte|tarjeta|carte)/;
const REFERENCE_WORDS = /\b(?:track|parcel|order|ticket|invoice|serial|reference|imei|iccid)/;

function isCardShape(run: DigitRun, around: Surroundings): boolean {
  const before = around.before();
  if (CARD_WORDS.test(before)) return true;
  return CARD_SHAPES.test(shapeOf(run)) && !REFERENCE_WORDS.test(before);
}

const SSN_WORDS = /\b(?:ssn|social)\b/;
const NHS_WORDS = /\bnhs\b/;
const TAX_WORDS = /\b(?:steuer|tax|idnr|tin\b)/;

function nationalKind(run: DigitRun, around: Surroundings): PersonalDataKind | undefined {
  const { digits } = run;
  const shape = shapeOf(run);
  switch (digits.length) {
    case 9:
      if (!isSsn(digits)) return undefined;
      return (shape === '3-2-4' && around.text.charAt(run.start + 3) === '-') || SSN_WORDS.test(around.before())
        ? 'national-id'
        : undefined;
    case 10:
      return isNhsNumber(digits) && (shape === '3-3-4' || NHS_WORDS.test(around.before())) && !isDialled(run, around)
        ? 'national-id'
        : undefined;
    case 11:
      return isSteuerId(digits) && (shape === '2-3-3-3' || TAX_WORDS.test(around.before())) ? 'national-id' : undefined;
    case 15:
      return isNir(digits) ? 'national-id' : undefined;
    default:
      return undefined;
  }
}

const DIALLED = /\b(?:call|ring|phone|tel|mobile|cell|text|number|contact|dial|fax)/;

/** A telephone number whose digits happen to fit. */
function isDialled({ start }: DigitRun, { text, before }: Surroundings): boolean {
  return text.charAt(start - 1) === '(' || (DIALLED.test(before()) && !NHS_WORDS.test(before()));
}

const ACCOUNT_WORDS = /\b(?:a\/c|acct?|account|konto(?:nummer|nr)?|blz|bankleitzahl|compte|cuenta)\b/;

function bankKind({ digits, groups }: DigitRun, around: Surroundings): PersonalDataKind | undefined {
  if (groups.length > 1 || digits.length > 12) return undefined;
  return ACCOUNT_WORDS.test(around.before()) && digits.length >= 8 ? 'bank-account' : undefined;
}

/** Dates and sizes are no long numbers. */
const DATE = /^(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})\b/;

function longNumber(run: DigitRun, text: string): PersonalDatum | undefined {
  if (run.digits.length < LONG_NUMBER || DATE.test(text.slice(run.start, run.start + 11))) return undefined;
  return { kind: 'number', start: run.start, end: run.end };
}
