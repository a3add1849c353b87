import type { Kysely, Selectable } from 'kysely';
import type { KnowledgeChange } from '../../ports/knowledgeStore.ts';
import { inPieces } from './columns.ts';
import { documentOf, groupsOf, passageOf } from './knowledgeRows.ts';
import type { DocumentTable, PassageTable, Tables } from './tables.ts';

type Removal = Selectable<Tables['knowledge_removals']>;

/** Who may read a changed document and from when; `isRemoved` when nobody can any more. */
export type RightsChange =
  | { documentId: string; isRemoved: true }
  | { documentId: string; isRemoved: false; groups: readonly string[] | null; effectiveDate: string | undefined };

/** The highest revision, 0 for an empty knowledge base. */
export async function currentRevision(tables: Kysely<Tables>): Promise<number> {
  const row = await tables.selectFrom('knowledge_revision').select('revision').executeTakeFirstOrThrow();
  return row.revision;
}

/** The rights of everything changed after `revision`, without any text: small even when very much has changed. */
export async function rightsSince(tables: Kysely<Tables>, revision: number): Promise<RightsChange[]> {
  const documents = await tables
    .selectFrom('knowledge_documents')
    .select(['document_id', 'groups', 'effective_date'])
    .where('revision', '>', revision)
    .execute();
  const removals = await tables
    .selectFrom('knowledge_removals')
    .select('document_id')
    .where('revision', '>', revision)
    .execute();
  return [
    ...removals.map((row) => ({ documentId: row.document_id, isRemoved: true as const })),
    ...documents.map((row) => ({
      documentId: row.document_id,
      isRemoved: false as const,
      groups: groupsOf(row),
      effectiveDate: row.effective_date ?? undefined,
    })),
  ];
}

/** Changes after `revision` with their text, oldest first, at most `limit`; one moment only within a snapshot. */
export async function changesSince(
  tables: Kysely<Tables>,
  revision: number,
  limit: number,
): Promise<KnowledgeChange[]> {
  const removals = await tables
    .selectFrom('knowledge_removals')
    .selectAll()
    .where('revision', '>', revision)
    .orderBy('revision')
    .limit(limit)
    .execute();
  const documents = await tables
    .selectFrom('knowledge_documents')
    .selectAll()
    .where('revision', '>', revision)
    .orderBy('revision')
    .limit(limit)
    .execute();
  const next: (Removal | Selectable<DocumentTable>)[] = [...removals, ...documents]
    .sort((one, other) => one.revision - other.revision)
    .slice(0, limit);
  const passages = await passagesOf(tables, next.filter(isDocument));
  return next.map((row) => ({
    revision: row.revision,
    documentId: row.document_id,
    ...(isDocument(row) ? contentOf(row, passages.get(row.document_id) ?? []) : {}),
  }));
}

function isDocument(row: Removal | Selectable<DocumentTable>): row is Selectable<DocumentTable> {
  return 'path' in row;
}

function contentOf(row: Selectable<DocumentTable>, passages: readonly Selectable<PassageTable>[]) {
  return { document: documentOf(row), passages: passages.map((passage) => passageOf(passage, row)) };
}

async function passagesOf(
  tables: Kysely<Tables>,
  documents: readonly Selectable<DocumentTable>[],
): Promise<Map<string, Selectable<PassageTable>[]>> {
  const rows: Selectable<PassageTable>[] = [];
  for (const piece of inPieces(documents)) {
    const ids = piece.map((row) => row.document_id);
    const found = tables.selectFrom('knowledge_passages').selectAll().where('document_id', 'in', ids);
    rows.push(...(await found.orderBy('document_id').orderBy('ordinal').execute()));
  }
  return Map.groupBy(rows, (row) => row.document_id);
}
