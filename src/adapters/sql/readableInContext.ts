import type { Kysely } from 'kysely';
import { mayRead } from '../../domain/passage.ts';
import type { PassageInContext } from '../../ports/knowledgeStore.ts';
import { documentOf, groupsOf, passageOf } from './knowledgeRows.ts';
import type { Tables } from './tables.ts';

/** Which passage, how many on either side of it, and the groups of everyone who will read them. */
interface ContextRequest {
  passageId: string;
  reach: number;
  groups: readonly string[];
}

/** The passage between its neighbours, or undefined when it is not there or these groups may not read it. */
export async function readableInContext(
  tables: Kysely<Tables>,
  { passageId, reach, groups }: ContextRequest,
): Promise<PassageInContext | undefined> {
  // Text and rights come in one statement: they belong to the same moment.
  const rows = await tables
    .selectFrom('knowledge_passages as cited')
    .innerJoin('knowledge_passages as near', 'near.document_id', 'cited.document_id')
    .innerJoin('knowledge_documents as document', 'document.document_id', 'cited.document_id')
    .selectAll('document')
    .selectAll('near')
    .where('cited.passage_id', '=', passageId)
    .where((where) => where('near.ordinal', '>=', where('cited.ordinal', '-', reach)))
    .where((where) => where('near.ordinal', '<=', where('cited.ordinal', '+', reach)))
    .orderBy('near.ordinal')
    .execute();
  const position = rows.findIndex((row) => row.passage_id === passageId);
  const cited = rows[position];
  if (cited === undefined || !mayRead(groups, groupsOf(cited))) return undefined;
  const passages = rows.map((row) => passageOf(row, row));
  return {
    document: documentOf(cited),
    before: passages.slice(0, position),
    passage: passageOf(cited, cited),
    after: passages.slice(position + 1),
  };
}
