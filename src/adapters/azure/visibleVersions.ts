import { dayOf, newestVersions, type VersionedDocument } from '../../domain/documentVersions.ts';
import type { KnowledgeDocument } from '../../domain/knowledgeDocument.ts';
import { mayRead } from '../../domain/passage.ts';
import type { KnowledgeStore } from '../../ports/knowledgeStore.ts';

const READERS_REMEMBERED = 100;

/** What readers can find, from the database, read again when its revision moves. */
export function visibleVersions(knowledge: Pick<KnowledgeStore, 'revision' | 'listDocuments'>) {
  let revision = -1;
  let documents: readonly KnowledgeDocument[] = [];
  const known = new Map<string, Map<string, VersionedDocument>>();

  const current = async (): Promise<readonly KnowledgeDocument[]> => {
    const now = await knowledge.revision();
    if (now !== revision) {
      documents = await knowledge.listDocuments();
      revision = now;
      known.clear();
    }
    return documents;
  };

  return {
    /** How many documents somebody with these groups may read. */
    count: async (groups: readonly string[]): Promise<number> =>
      (await current()).filter((document) => mayRead(groups, document.groups)).length,
    /** The newest version of every older document that these readers may see on that day. */
    newest: async (groups: readonly string[], now: Date): Promise<Map<string, VersionedDocument>> => {
      const all = await current();
      const day = dayOf(now);
      const key = JSON.stringify([day, groups]);
      const remembered = known.get(key);
      if (remembered !== undefined) return remembered;
      const visible = all.filter(
        ({ groups: allowed, effectiveDate }) =>
          mayRead(groups, allowed) && (effectiveDate === undefined || effectiveDate.slice(0, day.length) <= day),
      );
      const newest = newestVersions(visible);
      if (known.size >= READERS_REMEMBERED) known.clear();
      known.set(key, newest);
      return newest;
    },
  };
}
