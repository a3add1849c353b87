import type { KnowledgeDocument } from '../domain/knowledgeDocument.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';
import { findDocuments } from './findDocuments.ts';
import { forgetGone, forgetNarrowed } from './forgetDocuments.ts';
import { type IngestPlan, planIngest } from './planIngest.ts';

/** Which documents are meant. */
export interface DocumentsRequest {
  /** Files and folders. */
  paths: readonly string[];
  /** Also forget documents below the paths that are gone. */
  prune: boolean;
  /** The first own document ('ingest') makes the sample company's documents leave. */
  origin: KnowledgeDocument['origin'];
}

/**
 * Takes away what somebody may no longer read and what is gone. Opens no document, so it takes a moment only; returns
 * what is left to read.
 */
export async function withdrawDocuments(
  request: DocumentsRequest,
  knowledge: KnowledgeStore,
): Promise<IngestPlan & { pruned: number }> {
  const found = await findDocuments(request.paths);
  const plan = await planIngest(found, await knowledge.listDocuments(), request.origin);
  await forgetNarrowed(plan.work, knowledge);
  const pruned = request.prune ? await forgetGone(request.paths, found, knowledge) : 0;
  return { ...plan, pruned };
}
