import type { PersonalDatum } from './personalDatum.ts';

// Both parts are bounded (RFC 5321, section 4.5.3.1) by the stretches that are looked at.
const NAME = /[^\s@<>()[\]"',;:]+$/;
const HOST = /^[^\s@<>()[\]"',;:]+/;
const ENDS = /\s(?:dot|punkt|punto|point)\s(?:com|net|org|info|io|eu|uk|de|fr|es|it|ie|at|ch|us)\b/gi;
const SPOKEN =
  /\w{1,64}(?:\s(?:dot|punkt|punto|point|underscore|dash|minus)\s\w{1,64}){0,4}\s(?:at|arroba|ät)\s\w{1,64}(?:\s(?:dot|punkt|punto|point)\s\w{1,24}){1,4}$/i;
const LONGEST_SPOKEN = 160;

/** E-mail addresses, written or spoken ("tom dot hughes at example dot com"). */
export function findEmails(text: string): PersonalDatum[] {
  const found: PersonalDatum[] = text.includes('@') ? [...written(text)] : [];
  let done = 0;
  for (const { 0: ending, index } of text.matchAll(ENDS)) {
    const end = index + ending.length;
    const from = Math.max(0, end - LONGEST_SPOKEN);
    const spoken = end < done ? undefined : SPOKEN.exec(text.slice(from, end));
    if (!spoken) continue;
    found.push({ kind: 'email', start: from + spoken.index, end });
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
