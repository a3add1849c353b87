import { ftsIndex } from '../adapters/fts/ftsIndex.ts';
import type { DatabasePlace } from '../adapters/sql/openDatabase.ts';
import { searchInOutage } from '../knowledge/searchInOutage.ts';
import { readDecision } from '../knowledge/vectors/fusionDecision.ts';
import { searchByMeaning } from '../knowledge/vectors/searchByMeaning.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { Clock } from '../ports/clock.ts';
import type { KnowledgeIndex } from '../ports/knowledgeIndex.ts';
import type { Log } from '../ports/log.ts';
import type { Marks } from '../ports/marks.ts';

/** What the index is chosen by. */
interface IndexPorts {
  embedder: Embedder | undefined;
  /** Undefined when none is configured. */
  service?: KnowledgeIndex | undefined;
  marks: Marks;
  clock: Clock;
  log: Log;
}

/**
 * The full-text index, behind the search service where one is configured, with vectors beside the words when an embedder
 * is.
 */
export async function openIndex(
  place: DatabasePlace,
  { embedder, service, ...ports }: IndexPorts,
): Promise<KnowledgeIndex> {
  const behindService = (local: KnowledgeIndex): KnowledgeIndex =>
    service === undefined ? local : searchInOutage({ service, local }, ports);
  if (embedder === undefined) return behindService(ftsIndex(place, ports.log));
  const decision = await readDecision(ports.marks);
  // Where vectors do not count, they need no memory.
  const vectorModel = decision?.isOn === true && decision.model === embedder.model ? embedder.model : undefined;
  return searchByMeaning(behindService(ftsIndex({ ...place, vectorModel }, ports.log)), { ...ports, embedder });
}
