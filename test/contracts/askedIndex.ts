import type { ReadDocument } from '../../src/domain/knowledgeDocument.ts';
import type { RankedPassage } from '../../src/domain/passage.ts';
import type { KnowledgeIndex, SearchQuery } from '../../src/ports/knowledgeIndex.ts';
import type { KnowledgeStore } from '../../src/ports/knowledgeStore.ts';

/** An index over a knowledge base that the claims may change. */
export interface OpenedIndex {
  store: KnowledgeStore;
  index: KnowledgeIndex;
  /** A second index on the same knowledge base, as another process has. */
  anotherIndex(): Promise<KnowledgeIndex>;
  close(): Promise<void>;
}

/** When the claims search, unless they say otherwise. */
export const TODAY = new Date('2026-11-02T09:00:00Z');

/** Short ways to write to the knowledge base of a claim and to ask its index. */
export interface Asking {
  opened(): OpenedIndex;
  save: (read: ReadDocument) => Promise<void>;
  search: (text: string, what?: Partial<SearchQuery>, where?: KnowledgeIndex) => Promise<readonly RankedPassage[]>;
  titles: (text: string, what?: Partial<SearchQuery>, where?: KnowledgeIndex) => Promise<string[]>;
}

/** Asks whatever is open at that moment; an asker without groups, unless the claim says otherwise. */
export function askingOf(opened: () => OpenedIndex): Asking {
  const search: Asking['search'] = (text, what, where = opened().index) =>
    where.search({ text, groups: [], top: 10, now: TODAY, ...what });
  return {
    opened,
    save: (read) => opened().store.saveDocument(read),
    search,
    titles: async (text, what, where) => (await search(text, what, where)).map(({ passage }) => passage.title),
  };
}
