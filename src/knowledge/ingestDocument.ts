import { isDeepStrictEqual } from 'node:util';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';
import type { Log } from '../ports/log.ts';
import type { DocumentReader, ReadOutcome } from './documentReader.ts';
import { fileStamp } from './fileStamp.ts';
import type { FollowedFiles } from './followedFiles.ts';
import { forgetNarrowed } from './forgetDocuments.ts';
import type { RightsReader } from './knowledgeJson.ts';
import type { IngestWork } from './planIngest.ts';

/** What became of one document. */
export interface IngestedDocument {
  /** POSIX path relative to the given folder. */
  file: string;
  title: string;
  /** Passages written now; 0 when nothing had changed. */
  passages: number;
  /** True when nothing had changed. */
  skipped: boolean;
  /** One sentence for people. */
  error?: string;
  /** Parts that could not be read, in words. */
  warnings?: readonly string[];
}

/** What one document is read with. */
export interface IngestMeans {
  knowledge: KnowledgeStore;
  log: Log;
  reader: Pick<DocumentReader, 'read'>;
  rightsReader: RightsReader;
  followed?: FollowedFiles | undefined;
}

/**
 * Reads one document into the knowledge base, with the rights it has at that moment: reading may take a minute, and
 * whoever loses it meanwhile has lost it. Returns undefined when a follower knows that there is nothing to do, or that
 * the file is being written.
 */
export async function ingestDocument(
  item: IngestWork,
  means: IngestMeans,
  signal?: AbortSignal,
): Promise<IngestedDocument | undefined> {
  const { path, file } = item.found;
  const { followed, knowledge, reader } = means;
  if (followed !== undefined && followed.ingested.get(path) === stateOf(item, followed)) return undefined;
  for (;;) {
    if (!(await isAtRest(path, followed))) return undefined;
    const { documentId, rights, origin, stored } = item;
    const known = stored === undefined ? {} : { knownFingerprint: stored.fingerprint };
    const outcome = await reader.read({ path, file, documentId, rights, origin, ...known }, signal);
    // Half of the old file and half of the new one may have been read.
    if (!(await isAtRest(path, followed))) return undefined;
    if (await hasSameRights(item, means.rightsReader)) {
      const result = await store(item, outcome, means);
      if (await hasSameRights(item, means.rightsReader)) {
        followed?.ingested.set(path, stateOf(item, followed));
        return result;
      }
    }
    await forgetNarrowed([item], knowledge);
  }
}

async function isAtRest(path: string, followed: FollowedFiles | undefined): Promise<boolean> {
  if (followed === undefined) return true;
  const stamp = followed.atRest.get(path);
  return stamp !== undefined && stamp === (await fileStamp(path));
}

/** Compares the rights with those of now and takes these over. */
async function hasSameRights(item: IngestWork, rightsReader: RightsReader): Promise<boolean> {
  const before = item.rights;
  item.rights = await rightsReader.rightsNow(item.found);
  return isDeepStrictEqual(before, item.rights);
}

function stateOf({ found, rights, stored }: IngestWork, { atRest }: FollowedFiles): string {
  return JSON.stringify([atRest.get(found.path), rights, stored?.fingerprint]);
}

async function store(
  item: IngestWork,
  outcome: ReadOutcome,
  { knowledge, log }: Pick<IngestMeans, 'knowledge' | 'log'>,
): Promise<IngestedDocument> {
  const { file } = item.found;
  switch (outcome.kind) {
    case 'unchanged':
      return { file, title: item.stored?.title ?? '', passages: 0, skipped: true };
    case 'read': {
      const { document, passages } = outcome.read;
      await knowledge.saveDocument(outcome.read);
      item.stored = document;
      const warnings = outcome.warnings.length === 0 ? {} : { warnings: outcome.warnings };
      return { file, title: document.title, passages: passages.length, skipped: false, ...warnings };
    }
    case 'unreadable': {
      const { reason, sentence, fault } = outcome;
      log.warn({ documentId: item.documentId, file, reason, sentence, fault }, 'document not readable');
      // What was read from an earlier version may be wrong by now.
      if (item.stored !== undefined) await knowledge.removeDocuments([item.documentId]);
      delete item.stored;
      return { file, title: '', passages: 0, skipped: false, error: sentence };
    }
  }
}
