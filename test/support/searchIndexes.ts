import { aiSearchIndex } from '../../src/adapters/azure/searchIndex.ts';
import { connectSearch, type SearchSettings } from '../../src/adapters/azure/searchConnection.ts';
import { searchFeeder, type SearchFeeder } from '../../src/adapters/azure/feedSearchIndex.ts';
import { sqlKnowledgeStore } from '../../src/adapters/sql/sqlKnowledgeStore.ts';
import { sqlPassageVectors } from '../../src/adapters/sql/sqlPassageVectors.ts';
import { sqlSearchFeed } from '../../src/adapters/sql/sqlSearchFeed.ts';
import type { KnowledgeIndex } from '../../src/ports/knowledgeIndex.ts';
import type { Log } from '../../src/ports/log.ts';
import type { FreshDatabase } from './databases.ts';

export const SEARCH_KEY = 'search-key-4711';

const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** What a claim wants otherwise than usual. */
interface Wanted extends Partial<SearchSettings> {
  vectorModel?: string;
  log?: Log;
}

/** One process's way to an index of the service over a knowledge base, and what stands behind it. */
export async function openSearch(place: FreshDatabase, url: string, wanted: Wanted = {}) {
  const { vectorModel, log = quiet, ...settings } = wanted;
  const database = await place.open();
  const connection = await connectSearch({
    endpoint: url,
    index: 'knowledge',
    semanticConfig: undefined,
    credential: { apiKey: SEARCH_KEY },
    ...settings,
  });
  const [knowledge, vectors, feed] = [
    sqlKnowledgeStore(database),
    sqlPassageVectors(database),
    sqlSearchFeed(database),
  ];
  const clock = { now: () => new Date() };
  const feeder: SearchFeeder = searchFeeder({ connection, feed, knowledge, vectors, vectorModel, clock });
  const index: KnowledgeIndex = aiSearchIndex({
    connection,
    feeder,
    knowledge,
    clock,
    log,
    // A busy machine is no reason to find less.
    patienceMs: 10_000,
  });
  return { index, feeder, knowledge, vectors, feed, connection };
}
