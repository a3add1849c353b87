import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type AtRest, atRestWith, type DataKey, SEALED, sealWith, type TextPlace } from './atRest.ts';
import type { Connection } from './database.ts';
import { CannotOpenText } from './databaseErrors.ts';
import { SEALED_COLUMNS } from './rekeyTexts.ts';
import { sqlMarks } from './sqlMarks.ts';

const MARK = 'house-secret';
const PLACE: TextPlace = { table: 'marks', column: 'value', row: MARK };
const SECRET_BYTES = 32;

/**
 * The seal of this database and what is made from its secret. Whoever comes first makes the secret; it stays the same
 * for good, so that hashes and audit chains outlive a change of keys, and is itself sealed once there is a key.
 * Throws CannotOpenText when DATA_KEY is not the one this database was sealed with, and for a secret that lies open
 * beside sealed texts: it is sealed before any of them, so somebody put it there who knows it.
 */
export async function openAtRest(database: Connection, keys: readonly DataKey[]): Promise<AtRest> {
  const seal = sealWith(keys);
  const marks = sqlMarks(database);
  const made = seal.sealText(randomBytes(SECRET_BYTES).toString('base64'), PLACE);
  const stored = (await marks.get(MARK)) ?? (await marks.setOnce(MARK, made));
  const [first] = keys;
  if (first !== undefined && !stored.startsWith(SEALED) && (await hasSealedTexts(database))) {
    throw new CannotOpenText(PLACE, { changedUnder: first.id });
  }
  const secret = seal.openText(stored, PLACE);
  if (!seal.isCurrent(stored)) await marks.set(MARK, seal.sealText(secret, PLACE));
  return atRestWith(seal, Buffer.from(secret, 'base64'));
}

async function hasSealedTexts(database: Connection): Promise<boolean> {
  for (const { table, columns } of SEALED_COLUMNS) {
    const found = sql.join(
      columns.map((column) => sql`${sql.ref(column)} like ${`${SEALED}%`}`),
      sql` or `,
    );
    const { rows } = await database.read((tables) =>
      sql`select 1 from ${sql.table(table)} where ${found} limit 1`.execute(tables),
    );
    if (rows.length > 0) return true;
  }
  return false;
}
