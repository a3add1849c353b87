import type { Clock } from '../ports/clock.ts';
import { type KnowledgeIndex, SearchUnavailable } from '../ports/knowledgeIndex.ts';
import type { Log } from '../ports/log.ts';

/** After a fault the service is left alone for so long. */
const REST_MS = 30_000;

/**
 * Asks the service, and the local index, which holds the same documents and rights, while the service is away. The
 * answer is as good as without the service, so people are told nothing; the log says when an outage begins and ends.
 */
export function searchInOutage(
  { service, local }: { service: KnowledgeIndex; local: KnowledgeIndex },
  { clock, log }: { clock: Clock; log: Log },
): KnowledgeIndex {
  let restsUntil = -Infinity;
  let isAway = false;
  return {
    search: async (query, signal) => {
      signal?.throwIfAborted();
      if (clock.now().getTime() < restsUntil) return local.search(query, signal);
      try {
        const found = await service.search(query, signal);
        if (isAway) log.info({}, 'search service answers again');
        isAway = false;
        return found;
      } catch (error) {
        if (!(error instanceof SearchUnavailable)) throw error;
        restsUntil = clock.now().getTime() + REST_MS;
        if (!isAway) log.warn({ reason: error.message }, 'search service away, the local index answers');
        isAway = true;
        return local.search(query, signal);
      }
    },
    countDocuments: (groups) => local.countDocuments(groups),
    ready: () => local.ready(),
    close: async () => {
      await Promise.all([service.close(), local.close()]);
    },
  };
}
