import {
  ingestDocuments,
  type IngestRequest,
  type IngestTotal,
  type IngestWatch,
} from '../knowledge/ingestDocuments.ts';
import type { Ports } from './connectPorts.ts';

/** Reads a company's own documents, for the command line and the watched folder; the first makes the sample company leave. */
export function ingestOwnDocuments(
  request: Omit<IngestRequest, 'origin'>,
  ports: Pick<Ports, 'knowledge' | 'clock' | 'log' | 'marks' | 'customers'>,
  watch: Omit<IngestWatch, 'onSampleLeaving'> = {},
): Promise<IngestTotal> {
  return ingestDocuments({ ...request, origin: 'ingest' }, ports, {
    ...watch,
    onSampleLeaving: async () => {
      await ports.marks.set('sample-removed', ports.clock.now().toISOString());
      await ports.customers.removeSample();
    },
  });
}
