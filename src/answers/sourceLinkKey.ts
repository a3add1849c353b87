import { randomBytes } from 'node:crypto';
import type { Marks } from '../ports/marks.ts';

const KEY_BYTES = 32;

/**
 * The key that signs links to sources, made by whoever comes first. It lies in the database and not in a file of
 * DATA_DIR: several bots on one PostgreSQL need the same key and share nothing else, and whoever can read the database
 * has the documents' text already, which is all that the key opens.
 */
export async function sourceLinkKey(marks: Pick<Marks, 'setOnce'>): Promise<Buffer> {
  const key = await marks.setOnce('source-link-key', randomBytes(KEY_BYTES).toString('base64'));
  return Buffer.from(key, 'base64');
}
