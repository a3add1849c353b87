import type { PersonalDatum } from './personalDatum.ts';
import { DIGIT_WORD } from './spokenDigits.ts';

const TIMES = '(?:(?:double|triple|doppel) )?';
const GAP = '[\\s,.-]{1,2}';
/** Three digits or more: in words, or apart from each other. */
const DIGITS = `(?:${TIMES}(?:${DIGIT_WORD}|\\d{1,2})(?:${GAP}${TIMES}(?:${DIGIT_WORD}|\\d{1,2})){1,11}|\\d{3,8})`;
/** Letters and digits, one by one. */
const CHARACTERS = `${TIMES}(?:\\p{L}|${DIGIT_WORD}|\\d)(?:${GAP}${TIMES}(?:\\p{L}|${DIGIT_WORD}|\\d)){5,20}`;
const BETWEEN =
  "(?:[\\s:.,=-]|\\b(?:is|was|are|says|said|reads|that|you|we|i|they|me|to|sent|texted|gave|got|number|no|nummer|ist|lautet|war|es|est|c'est)\\b){0,10}";
const CODE =
  '(?:pin(?: code| number)?|puk|pass ?code|(?:one[- ]time|security|verification|access|unlock) code|otp|code(?= (?:that )?(?:we|you|i|they) (?:sent|texted|gave|got))|digits on the (?:back|card|strip)|code pin|geheimzahl|sicherheitscode|c[óo]digo|clave)';
const IDENTITY =
  "(?:national insurance(?: number)?|social security(?: number)?|social|passport(?: number)?|driv(?:ing|er'?s?) licen[cs]e(?: number)?|(?:personal)?ausweis(?:nummer)?|reisepass(?:nummer)?|pasaporte|dni|passeport)";
const PATTERNS = [
  ['security-code', pattern(CODE, DIGITS)],
  ['national-id', pattern(IDENTITY, CHARACTERS)],
] as const;

const SECRET_WORD =
  '(?:pass ?word|(?:memorable|security|secret|safe) (?:word|name|place)|kennwort|passwort|codewort|sicherheitswort|contraseña|palabra clave|mot de passe)';
/** What is said of a password where it is not told. */
const NO_SECRET =
  /^(?:not|never|wrong|right|correct|incorrect|invalid|valid|expired|forgotten|lost|gone|blocked|locked|reset|changed|different|anders|same|too|very|needed|required|missing|empty|unknown|known|case|what|that|this|the|it|in|on|my|your|always|still|now|only|being|stored|saved|written|sent|set|falsch|richtig|weg|abgelaufen|gesperrt|nicht|kein\w*|noch|immer|zu|incorrect[ao]|err[óo]ne[ao]|faux|perdu|oubli\S*|pas)$/i;
const SECRET = new RegExp(
  `(?<![\\p{L}\\p{N}])${SECRET_WORD}(?:\\s{1,2}(?:is|was|ist|lautet|war|es|est)|:)\\s{1,2}["“']?([\\p{L}\\p{N}!?$%&*_-]{3,40})`,
  'giu',
);
const ASKS_SECRET = new RegExp(`(?<![\\p{L}\\p{N}])${SECRET_WORD}\\W{0,5}$`, 'iu');
const HINT =
  /pin|puk|code|otp|digits|zahl|c[óo]digo|clave|insurance|social|passport|licen|ausweis|reisepass|dni|passeport|word|wort|contraseña|mot de/i;

/** Codes, passwords and numbers of identity cards that are said in words behind a word that tells what they are. */
export function findSpokenCodes(text: string): PersonalDatum[] {
  if (!HINT.test(text)) return [];
  const codes = PATTERNS.flatMap(([kind, label]) =>
    [...text.matchAll(label)].map(({ 0: all, 1: value = '', index }) => datum(kind, value, index + all.length)),
  );
  const words = [...text.matchAll(SECRET)]
    .filter(({ 1: word = '' }) => !NO_SECRET.test(word))
    .map(({ 0: all, 1: word = '', index }) => datum('security-code', word, index + all.length));
  return [...codes, ...words];
}

/** Whether a question asks for a password, so that the whole answer is one. */
export function asksForSecret(question: string): boolean {
  return ASKS_SECRET.test(question);
}

function pattern(label: string, value: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${label}${BETWEEN}(${value})(?![\\p{L}\\p{N}])`, 'giu');
}

function datum(kind: PersonalDatum['kind'], value: string, end: number): PersonalDatum {
  return { kind, start: end - value.length, end };
}
