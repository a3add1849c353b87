import { createHash } from 'node:crypto';
import type { KnowledgeDocument } from '../domain/knowledgeDocument.ts';
import { checkKnowledgeJson, type KnowledgeJsonReport } from './checkKnowledgeJson.ts';
import type { FoundDocument, FoundDocuments } from './findDocuments.ts';
import { openRights, type DocumentRights, type RightsReader } from './knowledgeJson.ts';

/** A document to read, with what is stored of it. */
export interface IngestWork {
  found: FoundDocument;
  documentId: string;
  rights: DocumentRights;
  origin: KnowledgeDocument['origin'];
  stored?: KnowledgeDocument;
}

/** What an ingest has to do, and what is wrong with the knowledge.json files. */
export interface IngestPlan extends KnowledgeJsonReport {
  work: IngestWork[];
  rightsReader: RightsReader;
}

/** Rights and stored versions of the documents found, and what is wrong with their knowledge.json files. */
export async function planIngest(
  { documents, problems }: FoundDocuments,
  known: readonly KnowledgeDocument[],
  origin: KnowledgeDocument['origin'],
): Promise<IngestPlan> {
  const storedById = new Map(known.map((document) => [document.documentId, document]));
  const rightsReader = openRights();
  const work: IngestWork[] = [];
  for (const found of documents) {
    const documentId = createHash('sha256').update(found.path).digest('hex').slice(0, 16);
    const rights = await rightsReader.rightsOf(found);
    const stored = storedById.get(documentId);
    work.push({ found, documentId, rights, origin, ...(stored === undefined ? {} : { stored }) });
  }
  const roots = [...new Set(documents.map(({ root }) => root))];
  const report = await checkKnowledgeJson(rightsReader.found(), roots);
  return { work, rightsReader, problems: [...problems, ...report.problems], warnings: report.warnings };
}
