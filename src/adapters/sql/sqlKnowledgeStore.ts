import { setImmediate as nextLoopTurn } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { ReadDocument } from '../../domain/knowledgeDocument.ts';
import type { KnowledgeStore } from '../../ports/knowledgeStore.ts';
import { inPieces } from './columns.ts';
import type { Connection } from './database.ts';
import { changesSince, currentRevision } from './knowledgeHistory.ts';
import { documentOf, documentRow, passageRow } from './knowledgeRows.ts';
import { readableInContext } from './readableInContext.ts';
import { readableIds, readablePassages } from './readablePassages.ts';
import type { Tables } from './tables.ts';

/** Documents, passages and rights in the database. */
export function sqlKnowledgeStore(database: Connection): KnowledgeStore {
  return {
    saveDocument: (read) => database.write((tables) => replaceDocument(tables, read)),
    removeDocuments: (documentIds) => database.write((tables) => removeDocuments(tables, documentIds)),
    listDocuments: () =>
      database.read(async (tables) => {
        const rows = await tables.selectFrom('knowledge_documents').selectAll().execute();
        // Sorted here, because each database has its own idea of the alphabet.
        return rows.map(documentOf).sort((one, other) => (one.path < other.path ? -1 : Number(one.path > other.path)));
      }),
    revision: () => database.read(currentRevision),
    changesSince: (revision, limit) => database.snapshot((tables) => changesSince(tables, revision, limit)),
    readable: (passageIds, groups) => database.read((tables) => readablePassages(tables, { passageIds, groups })),
    stillReadable: (passageIds, groups) => database.read((tables) => readableIds(tables, { passageIds, groups })),
    readableInContext: (wanted, groups) => database.read((tables) => readableInContext(tables, { ...wanted, groups })),
  };
}

async function replaceDocument(tables: Transaction<Tables>, { document, passages }: ReadDocument): Promise<void> {
  await queueUp(tables);
  const revision = await raiseRevision(tables, 1);
  const { documentId } = document;
  const row = { ...documentRow(document), revision };
  await tables.deleteFrom('knowledge_removals').where('document_id', '=', documentId).execute();
  await tables
    .insertInto('knowledge_documents')
    .values(row)
    .onConflict((conflict) => conflict.column('document_id').doUpdateSet(row))
    .execute();
  await tables.deleteFrom('knowledge_passages').where('document_id', '=', documentId).execute();
  for (const piece of inPieces(passages.map(passageRow))) {
    await tables.insertInto('knowledge_passages').values(piece).execute();
    // SQLite works on this very thread: a long document must not hold up a chat.
    await nextLoopTurn();
  }
}

async function removeDocuments(tables: Transaction<Tables>, documentIds: readonly string[]): Promise<void> {
  await queueUp(tables);
  const known: string[] = [];
  for (const piece of inPieces(documentIds)) {
    const rows = await tables
      .deleteFrom('knowledge_documents')
      .where('document_id', 'in', piece)
      .returning('document_id')
      .execute();
    known.push(...rows.map((row) => row.document_id));
  }
  if (known.length === 0) return;
  const last = await raiseRevision(tables, known.length);
  const removals = known.map((document_id, position) => ({ document_id, revision: last - position }));
  for (const piece of inPieces(removals)) await tables.insertInto('knowledge_removals').values(piece).execute();
}

/** Makes writers wait for each other from their first statement on: revisions become visible in their order. */
async function queueUp(tables: Transaction<Tables>): Promise<void> {
  await raiseRevision(tables, 0);
}

/** Raises the revision by `count` and returns the highest. */
async function raiseRevision(tables: Transaction<Tables>, count: number): Promise<number> {
  const row = await tables
    .updateTable('knowledge_revision')
    .set(({ eb }) => ({ revision: eb('revision', '+', count) }))
    .returning('revision')
    .executeTakeFirstOrThrow();
  return row.revision;
}
