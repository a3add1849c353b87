import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DataKey } from '../adapters/sql/atRest.ts';

/** Settings about what lies in the database. */
export const atRestSettings = {
  DATA_KEY: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Keys that seal people's words and customers' data in the database, as name:key, comma separated, each key 32 bytes in base64 (openssl rand -base64 32); the first seals, all open. Secret.",
    ),
  AUDIT_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(400)
    .describe('Days after which rows of the audit log are dropped; what remains can still be verified.'),
};

const KEY_BYTES = 32;
const NAMED_KEY = /^(?:([\w.-]{1,32}):)?([A-Za-z0-9+/_-]{43}=?|[0-9a-fA-F]{64})$/;

/** The keys in DATA_KEY, the one that seals first; adds a sentence to `problems` that shows no part of them. */
export function readDataKeys(text: string | undefined, problems: string[]): DataKey[] {
  const keys: DataKey[] = [];
  for (const [index, part] of (text ?? '').split(',').entries()) {
    const [, name, encoded] = NAMED_KEY.exec(part.trim()) ?? [];
    if (text === undefined) return [];
    if (encoded === undefined) {
      problems.push(`DATA_KEY: key ${index + 1} must be name:key, the key being 32 bytes in base64.`);
      continue;
    }
    const bytes = Buffer.from(encoded, encoded.length === 2 * KEY_BYTES ? 'hex' : 'base64');
    const id = name ?? nameOf(bytes);
    if (keys.some((key) => key.id === id)) problems.push(`DATA_KEY: two keys are called "${id}".`);
    keys.push({ id, bytes });
  }
  return keys;
}

/** A key without a name gets one that tells it from others and gives nothing of it away. */
function nameOf(bytes: Buffer): string {
  return createHash('sha256').update('name of an Earpiece key').update(bytes).digest('hex').slice(0, 8);
}

/** What production needs so that data is closed at rest and on its way; adds a sentence to `problems` for each lack. */
export function refuseOpenData(
  { databaseUrl, hasDataKey }: { databaseUrl: string | undefined; hasDataKey: boolean },
  problems: string[],
): void {
  if (databaseUrl === undefined) {
    if (hasDataKey) return;
    problems.push(
      'DATA_KEY is missing: in production SQLite keeps customers and questions sealed only. Set DATA_KEY=main:<key> with a key from "openssl rand -base64 32".',
    );
    return;
  }
  if (!isVerifiedTls(databaseUrl)) {
    problems.push(
      'DATABASE_URL must end in ?sslmode=verify-full in production (and &sslrootcert=<file> for a private certificate authority): otherwise data travels readable or to an unproven server.',
    );
  }
}

/** Parameters with which the PostgreSQL client would turn verification off again. */
const LOOSENING = ['ssl', 'uselibpqcompat', 'host'];

function isVerifiedTls(databaseUrl: string): boolean {
  if (!URL.canParse(databaseUrl)) return false;
  const { searchParams } = new URL(databaseUrl);
  const modes = searchParams.getAll('sslmode');
  return modes.length === 1 && modes[0] === 'verify-full' && LOOSENING.every((name) => !searchParams.has(name));
}
