import type { KnowledgeDocument } from '../domain/knowledgeDocument.ts';
import type { Clock } from '../ports/clock.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';
import type { Log } from '../ports/log.ts';
import { DocumentReader } from './documentReader.ts';
import { findDocuments } from './findDocuments.ts';
import { forgetGone, forgetNarrowed, forgetSample } from './forgetDocuments.ts';
import { planIngest, type IngestWork } from './planIngest.ts';

/** What to read. */
export interface IngestRequest {
  /** Files and folders. */
  paths: readonly string[];
  /** Also forget documents below the paths that are gone. */
  prune: boolean;
  /** The first own document ('ingest') makes the sample company's documents leave. */
  origin: KnowledgeDocument['origin'];
}

export interface IngestPorts {
  knowledge: KnowledgeStore;
  clock: Clock;
  log: Log;
}

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

/** What became of all of them. */
export interface IngestTotal {
  /** Read or unchanged. */
  documents: number;
  passages: number;
  skipped: number;
  failed: number;
  seconds: number;
  sampleRemoved: number;
  /** Forgotten because their files are gone. */
  pruned: number;
  /** Sentences about the whole, such as a knowledge.json that names a file which is not there. */
  warnings: readonly string[];
}

/** Told about each document as it is done; `of` is how many there are, for a progress bar. */
export interface IngestWatch {
  onDocument?: (document: IngestedDocument, progress: { done: number; of: number }) => void;
  signal?: AbortSignal;
}

/**
 * Reads documents into the knowledge base and skips what has not changed. A document that cannot be read is told in one
 * sentence and forgotten, and the rest goes on. Rights that were withdrawn take effect before anything is read.
 */
export async function ingestDocuments(
  request: IngestRequest,
  ports: IngestPorts,
  watch: IngestWatch = {},
): Promise<IngestTotal> {
  // Two at once on one knowledge base would read everything twice; the second then finds nothing to do.
  const before = running.get(ports.knowledge) ?? Promise.resolve();
  const run = before.then(() => ingestNow(request, ports, watch));
  running.set(
    ports.knowledge,
    run.then(
      () => undefined,
      () => undefined,
    ),
  );
  return run;
}

const running = new WeakMap<KnowledgeStore, Promise<void>>();

async function ingestNow(request: IngestRequest, ports: IngestPorts, watch: IngestWatch): Promise<IngestTotal> {
  const startedAt = ports.clock.now().getTime();
  const found = await findDocuments(request.paths);
  const { work, problems, warnings } = await planIngest(found, await ports.knowledge.listDocuments(), request.origin);
  const total: IngestTotal = {
    documents: 0,
    passages: 0,
    skipped: 0,
    failed: 0,
    seconds: 0,
    sampleRemoved: 0,
    pruned: 0,
    warnings,
  };
  const report = (result: IngestedDocument): void => {
    if (result.error === undefined) total.documents++;
    else total.failed++;
    total.passages += result.passages;
    total.skipped += result.skipped ? 1 : 0;
    watch.onDocument?.(result, { done: total.documents + total.failed, of: work.length + problems.length });
  };
  problems.forEach(({ file, sentence }) => report(failure(file, sentence)));
  await forgetNarrowed(work, ports.knowledge);
  const reader = new DocumentReader();
  let isFirstOwn = request.origin === 'ingest';
  try {
    for (const item of work) {
      const result = await ingestOne(item, { ...ports, reader }, watch.signal);
      if (isFirstOwn && result.error === undefined) {
        total.sampleRemoved = await forgetSample(work, ports.knowledge);
        isFirstOwn = false;
      }
      report(result);
    }
  } finally {
    await reader.close();
  }
  if (request.prune) total.pruned = await forgetGone(request.paths, found, ports.knowledge);
  total.seconds = Math.round(ports.clock.now().getTime() - startedAt) / 1000;
  ports.log.info({ ...total, warnings: warnings.length }, 'documents ingested');
  return total;
}

async function ingestOne(
  { found, documentId, rights, origin, stored }: IngestWork,
  { knowledge, log, reader }: IngestPorts & { reader: DocumentReader },
  signal?: AbortSignal,
): Promise<IngestedDocument> {
  const { path, file } = found;
  const known = stored === undefined ? {} : { knownFingerprint: stored.fingerprint };
  const outcome = await reader.read({ path, file, documentId, rights, origin, ...known }, signal);
  switch (outcome.kind) {
    case 'unchanged':
      return { file, title: stored?.title ?? '', passages: 0, skipped: true };
    case 'read': {
      await knowledge.saveDocument(outcome.read);
      const { title } = outcome.read.document;
      const warnings = outcome.warnings.length === 0 ? {} : { warnings: outcome.warnings };
      return { file, title, passages: outcome.read.passages.length, skipped: false, ...warnings };
    }
    case 'unreadable':
      log.warn({ documentId, reason: outcome.reason, fault: outcome.fault }, 'document not readable');
      // What was read from an earlier version may be wrong by now.
      if (stored !== undefined) await knowledge.removeDocuments([documentId]);
      return failure(file, outcome.sentence);
  }
}

function failure(file: string, sentence: string): IngestedDocument {
  return { file, title: '', passages: 0, skipped: false, error: sentence };
}
