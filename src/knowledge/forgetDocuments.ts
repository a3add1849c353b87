import type { KnowledgeStore } from '../ports/knowledgeStore.ts';
import type { FoundDocuments } from './findDocuments.ts';
import type { IngestWork } from './planIngest.ts';
import { absolutePath, isBelow } from './posixPath.ts';

/** Whoever lost a document loses it now, not when its turn to be read has come. */
export async function forgetNarrowed(work: readonly IngestWork[], knowledge: KnowledgeStore): Promise<void> {
  const narrowed = work.filter(
    ({ stored, rights }) => stored !== undefined && isNarrower(rights.groups, stored.groups),
  );
  if (narrowed.length === 0) return;
  await knowledge.removeDocuments(narrowed.map(({ documentId }) => documentId));
  for (const item of narrowed) delete item.stored;
}

/** True when somebody who could read before no longer may; null is everybody, an empty list nobody. */
export function isNarrower(after: readonly string[] | null, before: readonly string[] | null): boolean {
  if (after === null) return false;
  return before === null || before.some((group) => !after.includes(group));
}

/**
 * Forgets the sample company; a sample document that was just read as an own one has its new origin already. `before`
 * is called first, and only when there is one.
 */
export async function forgetSample(
  work: readonly IngestWork[],
  knowledge: KnowledgeStore,
  before?: () => Promise<void>,
): Promise<number> {
  const samples = (await knowledge.listDocuments())
    .filter(({ origin }) => origin === 'sample')
    .map(({ documentId }) => documentId);
  if (samples.length === 0) return 0;
  await before?.();
  await knowledge.removeDocuments(samples);
  for (const item of work) if (samples.includes(item.documentId)) delete item.stored;
  return samples.length;
}

/** Forgets what is gone below the given paths, but not below folders that could not be opened; returns how many. */
export async function forgetGone(
  paths: readonly string[],
  found: FoundDocuments,
  knowledge: KnowledgeStore,
): Promise<number> {
  const present = new Set(found.documents.map(({ path }) => path));
  const unopened = found.problems.map(({ path }) => path);
  const named = paths.map(absolutePath);
  const gone = (await knowledge.listDocuments()).filter(({ path }) => {
    const isCovered = named.includes(path) || found.folders.some((folder) => isBelow(path, folder));
    return isCovered && !present.has(path) && !unopened.some((folder) => isBelow(path, folder));
  });
  await knowledge.removeDocuments(gone.map(({ documentId }) => documentId));
  return gone.length;
}
