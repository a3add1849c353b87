import type { Kysely } from 'kysely';
import type { SavedVector } from '../../ports/passageVectors.ts';
import { fromVectorBytes } from './columns.ts';
import type { Tables } from './tables.ts';

/** The highest revision of any vector ever saved. */
export async function newestVector(tables: Kysely<Tables>): Promise<number> {
  const row = await tables.selectFrom('vector_work').select('revision').executeTakeFirstOrThrow();
  return row.revision;
}

/** Vectors of this model saved after a revision, oldest first, at most `limit`. */
export async function vectorsSince(
  tables: Kysely<Tables>,
  { model, after, limit }: { model: string; after: number; limit: number },
): Promise<SavedVector[]> {
  const rows = await tables
    .selectFrom('passage_vectors')
    .innerJoin('knowledge_passages', 'knowledge_passages.passage_id', 'passage_vectors.passage_id')
    .select(['passage_vectors.revision', 'document_id', 'ordinal', 'passage_vectors.passage_id', 'vector'])
    .where('model', '=', model)
    .where('passage_vectors.revision', '>', after)
    .orderBy('passage_vectors.revision')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    revision: row.revision,
    documentId: row.document_id,
    ordinal: row.ordinal,
    passageId: row.passage_id,
    vector: fromVectorBytes(row.vector),
  }));
}
