import { azureCredential } from '../adapters/azure/azureCredential.ts';
import { searchFeeder, type SearchFeeder } from '../adapters/azure/feedSearchIndex.ts';
import { connectSearch } from '../adapters/azure/searchConnection.ts';
import { aiSearchIndex } from '../adapters/azure/searchIndex.ts';
import type { KnowledgeIndex } from '../ports/knowledgeIndex.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';
import type { PassageVectors } from '../ports/passageVectors.ts';
import type { SearchFeed } from '../ports/searchFeed.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { SearchPlace } from './searchSettings.ts';

/** What the search service is fed from. */
export interface SearchServicePorts {
  knowledge: KnowledgeStore;
  vectors: PassageVectors;
  feed: SearchFeed;
  clock: Clock;
  log: Log;
}

/** A search service with what feeds it. */
export interface SearchService {
  index: KnowledgeIndex;
  feeder: SearchFeeder;
}

/** The search service the settings name. `identity` is the client id of a managed identity. */
export async function openSearch(
  {
    place,
    identity,
    vectorModel,
  }: { place: SearchPlace; identity: string | undefined; vectorModel: string | undefined },
  ports: SearchServicePorts,
): Promise<SearchService> {
  const { apiKey, ...rest } = place;
  const credential = apiKey === undefined ? await azureCredential(identity) : { apiKey };
  const connection = await connectSearch({ ...rest, credential });
  const feeder = searchFeeder({ ...ports, connection, vectorModel });
  return { feeder, index: aiSearchIndex({ ...ports, connection, feeder }) };
}
