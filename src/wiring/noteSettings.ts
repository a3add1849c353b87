import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CAPTURED_PARTS } from '../domain/noteDraft.ts';

/** Longest list of dispositions a person can choose from in a card. */
const MOST_DISPOSITIONS = 200;

/** A name of a host as it stands in an address: no scheme, port, path or wildcard. */
const HOST = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$/;

/** Several words, in small letters, each once. */
const smallWords = z.string().transform((text) => [
  ...new Set(
    text
      .toLowerCase()
      .split(/[\s,;]+/)
      .filter(Boolean),
  ),
]);

/** Settings of after-call notes. */
export const noteSettings = {
  DISPOSITIONS: z
    .string()
    .min(1)
    .max(20_000)
    .optional()
    .describe('Dispositions a note may suggest: separated by semicolons, or the path of a text file with one a line.'),
  DRAFT_DAYS: z.coerce
    .number()
    .min(0.01)
    .max(365)
    .default(7)
    .describe('Days after which a note nobody approved expires, with its transcript.'),
  NOTES_LIST_AT: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 17:30')
    .optional()
    .describe(
      'Time of day, by the clock of this machine, at which people get one list of their notes that wait; none when left out.',
    ),
  CRM_CAPTURE: smallWords
    .pipe(z.array(z.enum(CAPTURED_PARTS, `may name ${CAPTURED_PARTS.join(', ')}`)).min(1, 'names nothing'))
    .default([...CAPTURED_PARTS])
    .describe(
      `Parts of an approved note that are written into the CRM, comma separated; all of ${CAPTURED_PARTS.join(', ')} when left out.`,
    ),
  TRANSCRIPT_HOSTS: smallWords
    .pipe(z.array(z.string().regex(HOST, 'must name hosts such as calls.contoso.com, without https:// and wildcards')))
    .default([])
    .describe('Hosts from which transcripts and recordings of calls are fetched over https, comma separated.'),
};

/** The list a setting names. Adds a sentence to `problems` when its file cannot be read or it holds too many. */
export function readDispositions(value: string | undefined, problems: string[]): readonly string[] {
  if (value === undefined) return [];
  const list = listIn(value, problems)
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('#'));
  const unique = [...new Set(list)];
  if (unique.length > MOST_DISPOSITIONS) problems.push(`DISPOSITIONS names more than ${MOST_DISPOSITIONS}.`);
  if (unique.some((name) => name.length > 100)) problems.push('DISPOSITIONS holds one of more than 100 letters.');
  return unique;
}

function listIn(value: string, problems: string[]): string[] {
  if (!/\.(?:txt|csv|list)$/i.test(value) || value.includes(';')) return value.split(/[;\n]/);
  try {
    return readFileSync(value, 'utf8').split(/[\r\n;]+/);
  } catch {
    problems.push('DISPOSITIONS names a file that cannot be read.');
    return [];
  }
}
