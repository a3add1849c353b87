import { FolderFollower } from '../knowledge/followFolder.ts';
import type { Ports } from './connectPorts.ts';
import { ingestOwnDocuments } from './ingestOwnDocuments.ts';

/**
 * Follows KNOWLEDGE_DIR, when it is set, in the background. Several bots on one database may do so: a document has the
 * same id and fingerprint for each of them, so whoever comes second finds it unchanged, or writes the same once more.
 */
export function watchKnowledge(
  folder: string | undefined,
  ports: Pick<Ports, 'knowledge' | 'clock' | 'log' | 'marks' | 'customers' | 'audit'>,
): { stop(): Promise<void> } {
  if (folder === undefined) return { stop: () => Promise.resolve() };
  const { knowledge, log } = ports;
  return new FolderFollower(
    { folder },
    {
      knowledge,
      log,
      ingest: (request, watch) => ingestOwnDocuments({ ...request, who: 'watched folder' }, ports, watch),
    },
  );
}
