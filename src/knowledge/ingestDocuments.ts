import type { Clock } from '../ports/clock.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';
import type { Log } from '../ports/log.ts';
import { DocumentReader } from './documentReader.ts';
import type { FollowedFiles } from './followedFiles.ts';
import { forgetSample } from './forgetDocuments.ts';
import { ingestDocument, type IngestedDocument } from './ingestDocument.ts';
import { type DocumentsRequest, withdrawDocuments } from './withdrawDocuments.ts';

/** What to read. */
export interface IngestRequest extends DocumentsRequest {
  /** Set by whoever follows a folder. */
  followed?: FollowedFiles;
}

export interface IngestPorts {
  knowledge: KnowledgeStore;
  clock: Clock;
  log: Log;
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
  /** Called before the sample company's documents leave, so that whatever else belongs to it goes with them. */
  onSampleLeaving?: () => Promise<void>;
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
  const { work, rightsReader, problems, warnings, pruned } = await withdrawDocuments(request, ports.knowledge);
  const total: IngestTotal = {
    documents: 0,
    passages: 0,
    skipped: 0,
    failed: 0,
    seconds: 0,
    sampleRemoved: 0,
    pruned,
    warnings,
  };
  const report = (result: IngestedDocument): void => {
    if (result.error === undefined) total.documents++;
    else total.failed++;
    total.passages += result.passages;
    total.skipped += result.skipped ? 1 : 0;
    watch.onDocument?.(result, { done: total.documents + total.failed, of: work.length + problems.length });
  };
  for (const { file, sentence } of problems) {
    ports.log.warn({ file, sentence }, 'not usable');
    report({ file, title: '', passages: 0, skipped: false, error: sentence });
  }
  const reader = new DocumentReader();
  const means = { ...ports, reader, rightsReader, followed: request.followed };
  let isFirstOwn = request.origin === 'ingest';
  try {
    for (const item of work) {
      const result = await ingestDocument(item, means, watch.signal);
      if (result === undefined) continue;
      if (isFirstOwn && result.error === undefined) {
        total.sampleRemoved = await forgetSample(work, ports.knowledge, watch.onSampleLeaving);
        isFirstOwn = false;
      }
      report(result);
    }
  } finally {
    await reader.close();
  }
  total.seconds = Math.round(ports.clock.now().getTime() - startedAt) / 1000;
  ports.log.info({ ...total, warnings: warnings.length }, 'documents ingested');
  return total;
}
