import assert from 'node:assert/strict';
import type { KnowledgeIndex } from '../../../src/ports/knowledgeIndex.ts';
import { describeKnowledgeIndex } from '../../contracts/knowledgeIndex.ts';
import { describeOnDatabases } from '../../support/databases.ts';
import { openSearch, SEARCH_KEY } from '../../support/searchIndexes.ts';
import { startSearchServer } from '../../support/searchServer.ts';

describeOnDatabases((name, fresh) => {
  for (const [how, settings] of [
    ['by words', {}],
    ['with semantic ranking', { semanticConfig: 'earpiece' }],
  ] as const) {
    describeKnowledgeIndex(`Azure AI Search ${how}, over ${name}`, async () => {
      const place = await fresh();
      const server = await startSearchServer({ apiKey: SEARCH_KEY });
      const first = await openSearch(place, server.url, settings);
      const indexes: KnowledgeIndex[] = [first.index];
      const anotherIndex = async () => {
        const { index } = await openSearch(place, server.url, settings);
        indexes.push(index);
        await index.ready();
        return index;
      };
      const close = async () => {
        await Promise.all(indexes.map((index) => index.close()));
        await server.close();
        await place.remove();
        assert.deepEqual([server.broken, server.unguarded], [[], []]);
      };
      return { store: first.knowledge, index: first.index, anotherIndex, close };
    });
  }
});
