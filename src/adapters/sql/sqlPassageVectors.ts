import type { Kysely, Transaction } from 'kysely';
import type { EmbeddedPassage, PassageVectors, VectorProgress } from '../../ports/passageVectors.ts';
import { fromVectorBytes, inPieces, toMillis, toVectorBytes } from './columns.ts';
import type { Database } from './database.ts';
import { passageOf, SHOWN_OF_DOCUMENT } from './knowledgeRows.ts';
import type { Tables } from './tables.ts';
import { vectorsSince } from './vectorHistory.ts';

/** Vectors in the database; they leave with their passages by themselves. */
export function sqlPassageVectors(database: Database): PassageVectors {
  return {
    missing: (model, afterId, limit) =>
      database.read(async (tables) => {
        const rows = await withVectors(tables, model)
          .selectAll('knowledge_passages')
          .select(SHOWN_OF_DOCUMENT)
          .where('vectors.passage_id', 'is', null)
          .where('knowledge_passages.passage_id', '>', afterId)
          .orderBy('knowledge_passages.passage_id')
          .limit(limit)
          .execute();
        return rows.map((row) => passageOf(row, row));
      }),
    save: (model, vectors) => database.write((tables) => saveVectors(tables, model, vectors)),
    progress: (model) => database.read((tables) => progressOf(tables, model)),
    embeddedIds: (model) =>
      database.read(async (tables) => {
        const rows = await tables
          .selectFrom('passage_vectors')
          .select('passage_id')
          .where('model', '=', model)
          .execute();
        return rows.map((row) => row.passage_id);
      }),
    embedded: (model, passageIds) => database.read((tables) => embeddedPassages(tables, model, passageIds)),
    savedSince: (model, after, limit) => database.read((tables) => vectorsSince(tables, { model, after, limit })),
    forget: (model) =>
      database.write(async (tables) => {
        await tables.deleteFrom('passage_vectors').where('model', '=', model).execute();
      }),
    forgetOthers: (model) =>
      database.write(async (tables) => {
        await tables.deleteFrom('passage_vectors').where('model', '<>', model).execute();
      }),
    claim: (worker, now, until) =>
      database.write(async (tables) => {
        const claimed = await tables
          .updateTable('vector_work')
          .set({ worker, held_until: toMillis(until) })
          .where((where) => where.or([where('worker', '=', worker), where('held_until', '<=', toMillis(now))]))
          .executeTakeFirst();
        return Number(claimed.numUpdatedRows) === 1;
      }),
  };
}

/** Of these passages, those with a vector of this model, in the order asked for, whoever may read them. */
export async function embeddedPassages(
  tables: Kysely<Tables>,
  model: string,
  passageIds: readonly string[],
): Promise<EmbeddedPassage[]> {
  const found = new Map<string, EmbeddedPassage>();
  for (const piece of inPieces(passageIds)) {
    const rows = await withVectors(tables, model)
      .selectAll('knowledge_passages')
      .select(SHOWN_OF_DOCUMENT)
      .select('vectors.vector')
      .where('knowledge_passages.passage_id', 'in', piece)
      .execute();
    for (const { vector, ...row } of rows) {
      if (vector === null) continue;
      found.set(row.passage_id, { passage: passageOf(row, row), vector: fromVectorBytes(vector) });
    }
  }
  return passageIds.flatMap((passageId) => found.get(passageId) ?? []);
}

/** All passages with their documents, and beside them their vectors of this model where they have one. */
function withVectors(tables: Kysely<Tables>, model: string) {
  return tables
    .selectFrom('knowledge_passages')
    .innerJoin('knowledge_documents', 'knowledge_documents.document_id', 'knowledge_passages.document_id')
    .leftJoin('passage_vectors as vectors', (join) =>
      join.onRef('vectors.passage_id', '=', 'knowledge_passages.passage_id').on('vectors.model', '=', model),
    );
}

async function saveVectors(
  tables: Transaction<Tables>,
  model: string,
  vectors: ReadonlyMap<string, Float32Array>,
): Promise<void> {
  // Whoever replaces documents waits for this row too, so that no passage leaves between here and the end.
  await tables
    .updateTable('knowledge_revision')
    .set(({ eb }) => ({ revision: eb('revision', '+', 0) }))
    .execute();
  for (const piece of inPieces([...vectors])) {
    const present = await tables
      .selectFrom('knowledge_passages')
      .select('passage_id')
      .where(
        'passage_id',
        'in',
        piece.map(([passageId]) => passageId),
      )
      .execute();
    const there = new Set(present.map((row) => row.passage_id));
    const kept = piece.filter(([passageId]) => there.has(passageId));
    if (kept.length === 0) continue;
    const { revision } = await tables
      .updateTable('vector_work')
      .set(({ eb }) => ({ revision: eb('revision', '+', kept.length) }))
      .returning('revision')
      .executeTakeFirstOrThrow();
    const rows = kept.map(([passage_id, vector], position) => ({
      passage_id,
      model,
      revision: revision - kept.length + 1 + position,
      vector: toVectorBytes(vector),
    }));
    await tables
      .insertInto('passage_vectors')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['passage_id', 'model']).doUpdateSet((row) => ({
          revision: row.ref('excluded.revision'),
          vector: row.ref('excluded.vector'),
        })),
      )
      .execute();
  }
}

async function progressOf(tables: Kysely<Tables>, model: string): Promise<VectorProgress> {
  const row = await withVectors(tables, model)
    .select(({ fn }) => [
      fn.count('knowledge_passages.passage_id').as('passages'),
      fn.count('vectors.passage_id').as('embedded'),
    ])
    .executeTakeFirstOrThrow();
  return { passages: Number(row.passages), embedded: Number(row.embedded) };
}
