import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ingestDocuments } from '../knowledge/ingestDocuments.ts';
import type { Ports } from './connectPorts.ts';
import { SAMPLE_CUSTOMERS, SAMPLE_KNOWLEDGE } from './samplePaths.ts';

const customers = z.array(z.looseObject({ customerId: z.string().min(1) }));

/**
 * Loads the sample company, for local `npm start` only. An own ingest removes it for good: it never comes back.
 * Returns the number of sample documents in the knowledge base.
 */
export async function loadSampleCompany(ports: Ports): Promise<number> {
  const documents = await ports.knowledge.listDocuments();
  if (documents.some(({ origin }) => origin === 'ingest')) return 0;
  if ((await ports.marks.get('sample-removed')) !== undefined) return 0;
  const total = await ingestDocuments({ paths: [SAMPLE_KNOWLEDGE], prune: true, origin: 'sample' }, ports);
  for (const customer of customers.parse(JSON.parse(await readFile(SAMPLE_CUSTOMERS, 'utf8')))) {
    await ports.customers.save(customer, 'sample');
  }
  return total.documents;
}
