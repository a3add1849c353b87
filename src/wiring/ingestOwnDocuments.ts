import { randomUUID } from 'node:crypto';
import {
  ingestDocuments,
  type IngestRequest,
  type IngestTotal,
  type IngestWatch,
} from '../knowledge/ingestDocuments.ts';
import type { AuditEntry } from '../ports/auditLog.ts';
import type { Ports } from './connectPorts.ts';

/** What to read, and who asked for it. */
export interface OwnIngest extends Omit<IngestRequest, 'origin'> {
  who: string;
}

/**
 * Reads a company's own documents, for the command line and the watched folder; the first makes the sample company
 * leave. Written into the audit log before anything is read, and again with what became of it.
 */
export async function ingestOwnDocuments(
  { who, ...request }: OwnIngest,
  ports: Pick<Ports, 'knowledge' | 'clock' | 'log' | 'marks' | 'customers' | 'audit'>,
  watch: Omit<IngestWatch, 'onSampleLeaving'> = {},
): Promise<IngestTotal> {
  const correlationId = randomUUID();
  const write = (entry: Pick<AuditEntry, 'what' | 'result' | 'versions'>): Promise<void> =>
    ports.audit.write({ at: ports.clock.now(), who, action: 'documents.ingested', correlationId, ...entry });
  const read: string[] = [];
  await write({ what: request.paths.join(', '), result: 'begun' });
  const total = await ingestDocuments({ ...request, origin: 'ingest' }, ports, {
    ...watch,
    onDocument: (document, progress) => {
      if (!document.skipped) read.push(document.file);
      watch.onDocument?.(document, progress);
    },
    onSampleLeaving: async () => {
      await ports.marks.set('sample-removed', ports.clock.now().toISOString());
      await ports.customers.removeSample();
    },
  });
  const { documents, skipped, failed, pruned } = total;
  const what = `${documents} documents, ${skipped} unchanged, ${failed} failed, ${pruned} forgotten`;
  await write({ what, result: failed === 0 ? 'done' : 'failed', versions: read });
  return total;
}
