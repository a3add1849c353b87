import { findCodes } from './findCodes.ts';
import { findEmails } from './findEmails.ts';
import { findNumbers } from './findNumbers.ts';
import { withoutOverlaps } from './personalDatum.ts';

const SECRET = new Set(['email', 'card', 'iban']);
/** A log line has no use for more. */
const LONGEST = 4000;

/** A line for a log without e-mail addresses, cards and bank accounts; ids, times and counts stay. */
export function maskSecrets(line: string): string {
  const text = line.slice(0, LONGEST);
  const found = [...findEmails(text), ...findCodes(text), ...findNumbers(text)].filter(({ kind }) => SECRET.has(kind));
  let masked = '';
  let done = 0;
  for (const { kind, start, end } of withoutOverlaps(found)) {
    masked += `${text.slice(done, start)}[${kind}]`;
    done = end;
  }
  return masked + text.slice(done);
}
