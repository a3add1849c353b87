import { randomBytes } from 'node:crypto';
import { type AtRest, atRestWith, type DataKey, sealWith, type TextPlace } from './atRest.ts';
import type { Connection } from './database.ts';
import { sqlMarks } from './sqlMarks.ts';

const MARK = 'house-secret';
const PLACE: TextPlace = { table: 'marks', column: 'value', row: MARK };
const SECRET_BYTES = 32;

/**
 * The seal of this database and what is made from its secret. Whoever comes first makes the secret; it stays the same
 * for good, so that hashes and audit chains outlive a change of keys, and is itself sealed once there is a key.
 * Throws CannotOpenText when DATA_KEY is not the one this database was sealed with.
 */
export async function openAtRest(database: Connection, keys: readonly DataKey[]): Promise<AtRest> {
  const seal = sealWith(keys);
  const marks = sqlMarks(database);
  const made = seal.sealText(randomBytes(SECRET_BYTES).toString('base64'), PLACE);
  const stored = (await marks.get(MARK)) ?? (await marks.setOnce(MARK, made));
  const secret = seal.openText(stored, PLACE);
  if (!seal.isCurrent(stored)) await marks.set(MARK, seal.sealText(secret, PLACE));
  return atRestWith(seal, Buffer.from(secret, 'base64'));
}
