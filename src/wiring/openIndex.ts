import { ftsIndex } from '../adapters/fts/ftsIndex.ts';
import type { DatabasePlace } from '../adapters/sql/openDatabase.ts';
import { readDecision } from '../knowledge/vectors/fusionDecision.ts';
import { searchByMeaning } from '../knowledge/vectors/searchByMeaning.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { Clock } from '../ports/clock.ts';
import type { KnowledgeIndex } from '../ports/knowledgeIndex.ts';
import type { Log } from '../ports/log.ts';
import type { Marks } from '../ports/marks.ts';

/** The full-text index, with vectors beside the words when an embedder is configured. */
export async function openIndex(
  place: DatabasePlace,
  { embedder, ...ports }: { embedder: Embedder | undefined; marks: Marks; clock: Clock; log: Log },
): Promise<KnowledgeIndex> {
  if (embedder === undefined) return ftsIndex(place, ports.log);
  const decision = await readDecision(ports.marks);
  // Where vectors do not count, they need no memory.
  const vectorModel = decision?.isOn === true && decision.model === embedder.model ? embedder.model : undefined;
  return searchByMeaning(ftsIndex({ ...place, vectorModel }, ports.log), { ...ports, embedder });
}
