import type { Kysely } from 'kysely';
import { mayRead, type Passage } from '../../domain/passage.ts';
import { inPieces } from './columns.ts';
import { groupsOf, passageOf, SHOWN_OF_DOCUMENT } from './knowledgeRows.ts';
import type { Tables } from './tables.ts';

/** Which passages, and the groups of everyone who will read them. */
interface ReadableRequest {
  passageIds: readonly string[];
  groups: readonly string[];
}

/** Of these passages, the ids of those somebody with these groups may read now. */
export async function readableIds(tables: Kysely<Tables>, request: ReadableRequest): Promise<Set<string>> {
  const readable = new Set<string>();
  for (const piece of inPieces(request.passageIds)) {
    const rows = await tables
      .selectFrom('knowledge_passages')
      .innerJoin('knowledge_documents', 'knowledge_documents.document_id', 'knowledge_passages.document_id')
      .select(['passage_id', 'groups'])
      .where('passage_id', 'in', piece)
      .execute();
    for (const row of rows) if (mayRead(request.groups, groupsOf(row))) readable.add(row.passage_id);
  }
  return readable;
}

/** Of these passages, those somebody with these groups may read now, in the order asked for. */
export async function readablePassages(tables: Kysely<Tables>, request: ReadableRequest): Promise<Passage[]> {
  const readable = new Map<string, Passage>();
  for (const piece of inPieces(request.passageIds)) {
    // Text and rights come in one statement: they belong to the same moment.
    const rows = await tables
      .selectFrom('knowledge_passages')
      .innerJoin('knowledge_documents', 'knowledge_documents.document_id', 'knowledge_passages.document_id')
      .selectAll('knowledge_passages')
      .select(SHOWN_OF_DOCUMENT)
      .where('passage_id', 'in', piece)
      .execute();
    for (const row of rows) {
      const passage = passageOf(row, row);
      if (mayRead(request.groups, passage.groups)) readable.set(passage.passageId, passage);
    }
  }
  return request.passageIds.flatMap((passageId) => readable.get(passageId) ?? []);
}
