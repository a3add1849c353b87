import type { PersonalDataKind, PersonalDatum } from './personalDatum.ts';
import { spokenDigit } from './spokenDigits.ts';

const NATO = new Set(
  `alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa quebec
  romeo sierra tango uniform victor whiskey whisky xray yankee zulu`.split(/\s+/),
);
/** Spelled because they are read so, not because they are somebody's name. */
const INITIALISMS = new Set(
  'usb usbc dsl adsl vdsl sdsl isdn http https html wlan wifi voip sms mms esim gprs ipad hdmi ftth fttc fttp asap faq gdpr dsgvo iban'.split(
    ' ',
  ),
);
const TOKEN = /[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu;
const SAYS_WHICH = /^(?:for|as|like|wie|de|comme|como)$/;
const SPELLS =
  /\b(?:spell|spelt|letters?|buchstab\p{L}*|schreibt|deletre\p{L}*|[ée]pel\p{L}*|(?:sur|last |first |family )name)\b/iu;
/** Characters before a spelled word in which somebody may say that they spell. */
const CONTEXT = 48;
const LEAST_LETTERS = 4;
const LEAST_CODE = 6;
const MOST_TOKENS = 60;

interface Token {
  text: string;
  start: number;
  end: number;
}

/** What is spelled so far. */
interface Spelling {
  start: number;
  end: number;
  written: string;
  /** Somebody said which letter: "s for sugar". */
  isExplained: boolean;
  tokens: number;
}

/**
 * Words that somebody spells, letter by letter ("h a l e", "s for sugar"): postcodes and insurance numbers by their form,
 * else names; codes of letters and digits are numbers.
 */
export function findSpelled(text: string): PersonalDatum[] {
  const tokens = [...text.matchAll(TOKEN)].map(({ 0: word, index }) => token(word, index));
  const found: PersonalDatum[] = [];
  for (let at = 0; at < tokens.length;) {
    const spelling = spellingFrom(tokens, at, text);
    const datum = spelling && datumOf(spelling, text);
    if (datum !== undefined) found.push(datum);
    at += Math.max(1, spelling?.tokens ?? 1);
  }
  return found;
}

function token(text: string, start: number): Token {
  return { text, start, end: start + text.length };
}

function spellingFrom(tokens: readonly Token[], first: number, text: string): Spelling | undefined {
  const begin = tokens[first];
  // "a u s b port": the first is an article.
  if (begin === undefined || (/^[ai]$/.test(begin.text) && !isExplainedAt(tokens, first))) return undefined;
  const spelling: Spelling = { start: begin.start, end: begin.start, written: '', isExplained: false, tokens: 0 };
  let times = 1;
  for (let at = first; at < tokens.length && at < first + MOST_TOKENS; at += 1) {
    const next = tokens[at];
    if (next === undefined || /\n/.test(text.slice(spelling.end, next.start))) break;
    const small = next.text.toLowerCase();
    if (small === 'double' || small === 'triple') {
      times = small === 'double' ? 2 : 3;
      continue;
    }
    if (/^[,.\-–]$/.test(next.text) && spelling.written !== '') continue;
    const letter = letterOf(small);
    if (letter === undefined) break;
    spelling.written += letter.repeat(times);
    times = 1;
    if (small.length === 1 && isExplainedAt(tokens, at)) {
      at += explanationOf(tokens, at);
      spelling.isExplained = true;
    }
    spelling.end = tokens[at]?.end ?? next.end;
    spelling.tokens = at - first + 1;
  }
  return spelling.written === '' ? undefined : spelling;
}

function letterOf(word: string): string | undefined {
  if (/^\p{L}$/u.test(word) || /^\d$/.test(word)) return word;
  return NATO.has(word) ? word.charAt(0) : spokenDigit(word);
}

/** "s for sugar", "m as in mike", "m wie martha". */
function isExplainedAt(tokens: readonly Token[], at: number): boolean {
  return explanationOf(tokens, at) > 0;
}

/** How many tokens after the letter say which one it is. */
function explanationOf(tokens: readonly Token[], at: number): number {
  const [letter, how, second, third] = tokens.slice(at, at + 4).map(({ text }) => text.toLowerCase());
  if (letter === undefined || how === undefined || letter.length !== 1 || !SAYS_WHICH.test(how)) return 0;
  if (how === 'as') return second === 'in' && third?.startsWith(letter) === true ? 3 : 0;
  return second?.startsWith(letter) === true && second.length > 1 ? 2 : 0;
}

const POSTCODE = /^[a-z]{1,2}\d[a-z\d]?\d[abd-hjlnp-uw-z]{2}$/;
const INSURANCE_NUMBER = /^[a-z]{2}\d{6}[a-d]$/;

function datumOf({ start, end, written, isExplained }: Spelling, text: string): PersonalDatum | undefined {
  const kind = kindOf(written, isExplained, () => text.slice(Math.max(0, start - CONTEXT), start));
  return kind && { kind, start, end };
}

function kindOf(written: string, isExplained: boolean, before: () => string): PersonalDataKind | undefined {
  if (POSTCODE.test(written)) return 'address';
  if (INSURANCE_NUMBER.test(written)) return 'national-id';
  if (!/\d/.test(written)) {
    const least = isExplained || SPELLS.test(before()) ? LEAST_LETTERS - 1 : LEAST_LETTERS;
    const isWord = new Set(written).size > 1 && !INITIALISMS.has(written);
    return isWord && written.length >= least ? 'name' : undefined;
  }
  const letters = written.replace(/\d/g, '').length;
  return letters > 0 && written.length >= LEAST_CODE && written.length - letters >= 2 ? 'number' : undefined;
}
