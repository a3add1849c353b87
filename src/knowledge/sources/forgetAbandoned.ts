import type { Clock } from '../../ports/clock.ts';
import type { FollowedSource, FollowedSources } from '../../ports/followedSources.ts';
import type { KnowledgeStore } from '../../ports/knowledgeStore.ts';

/** Longer than any pause between looks: another process may still be told to follow it. */
const ABANDONED_MS = 24 * 3_600_000;

/**
 * Forgets sources, with their documents, that are not among the configured ones and that no other process has looked at
 * for a day; returns their ids.
 */
export async function forgetAbandoned(
  configured: readonly string[],
  ports: { followed: FollowedSources; knowledge: KnowledgeStore; clock: Clock },
): Promise<string[]> {
  const now = ports.clock.now().getTime();
  const isAbandoned = ({ sourceId, lookedAt }: FollowedSource): boolean =>
    !configured.includes(sourceId) && now - (lookedAt?.getTime() ?? 0) > ABANDONED_MS;
  const abandoned = (await ports.followed.list()).filter(isAbandoned).map(({ sourceId }) => sourceId);
  if (abandoned.length === 0) return [];
  const documents = await ports.knowledge.listDocuments();
  for (const sourceId of abandoned) {
    const own = documents.filter(({ path }) => path.startsWith(`${sourceId}/`));
    await ports.knowledge.removeDocuments(own.map(({ documentId }) => documentId));
    await ports.followed.forget(sourceId);
  }
  return abandoned;
}
