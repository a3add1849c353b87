import type { PersonalDatum } from './personalDatum.ts';

// Both parts are bounded (RFC 5321, section 4.5.3.1) by the stretches that are looked at.
const NAME = /[^\s@<>()[\]"',;:]+$/;
const HOST = /^[^\s@<>()[\]"',;:]+/;
const DOT = '(?:dot|punkt|punto|point)';
const ENDS = new RegExp(
  `\\s(?:(?:dot|punkt|punto) (?:com|net|org|info|io|eu|uk|de|fr|es|it|ie|at|ch|us|nl|be|pl|pt|biz|dev|app|edu|gov|example|test)|point (?:com|net|org|info|fr|be|ch|eu|de|io))\\b`,
  'gi',
);
const JOINS = `(?:${DOT}|underscore|dash|minus|hyphen|plus|unterstrich|bindestrich|strich|tiret|guion|arrobas?)`;
const SIGN = '(?:at|arroba|arobase|ät)';
const HAS_SIGN = new RegExp(`\\s${SIGN}\\s`, 'i');
/** Words that may stand before a spoken address and belong to no name in it. */
const NOT_IN_NAME =
  'is|its|it.s|was|be|to|me|my|email|e-mail|mail|address|adresse|correo|on|or|and|that|would|the|you|can|write|us|send|use|yes|no|ist|es|est|c.est|lautet|an|sie|unter|a|at|in|for|from|of|this|she|he|i';
const PART = `(?!(?:${NOT_IN_NAME})\\s)[\\p{L}\\p{N}_]{1,40}`;
const SPOKEN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${PART}\\s(?:${JOINS}\\s)?){1,7}${SIGN}\\s(?:[\\p{L}\\p{N}_]{1,40}\\s){1,5}?(?:${DOT}\\s[\\p{L}\\p{N}]{1,24}(?:\\s|$)){1,4}$`,
  'iu',
);
const LONGEST_SPOKEN = 160;

/** E-mail addresses, written or spoken ("tom dot hughes at example dot com", "s underscore hale at post office dot net"). */
export function findEmails(text: string): PersonalDatum[] {
  const found: PersonalDatum[] = text.includes('@') ? [...written(text)] : [];
  let done = 0;
  for (const { 0: ending, index } of text.matchAll(ENDS)) {
    const end = index + ending.length;
    const from = Math.max(0, end - LONGEST_SPOKEN);
    const near = text.slice(Math.max(from, done), end);
    const spoken = end >= done && HAS_SIGN.test(near) ? SPOKEN.exec(near) : undefined;
    if (!spoken) continue;
    found.push({ kind: 'email', start: Math.max(from, done) + spoken.index, end });
    // "dot co dot uk" ends twice; the next ending within reach belongs to the same sentence at most once more.
    done = end;
  }
  return found;
}

function* written(text: string): Generator<PersonalDatum> {
  // From "@" to "@", not from letter to letter: a megabyte without spaces would be read 64 times.
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = NAME.exec(text.slice(Math.max(0, at - 64), at))?.[0] ?? '';
    const host = HOST.exec(text.slice(at + 1, at + 256))?.[0].replace(/[.!?]+$/, '') ?? '';
    if (name !== '' && host !== '') yield { kind: 'email', start: at - name.length, end: at + 1 + host.length };
  }
}
