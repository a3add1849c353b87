import type { KnowledgeIndex } from '../../ports/knowledgeIndex.ts';
import { type QuestionVectorPorts, questionVectors } from './questionVectors.ts';

/** The same index; its searches carry what the question means where that helps. */
export function searchByMeaning(index: KnowledgeIndex, ports: QuestionVectorPorts): KnowledgeIndex {
  const vectorOf = questionVectors(ports);
  return {
    search: async (query, signal) => {
      signal?.throwIfAborted();
      const vector = await vectorOf(query.text);
      return index.search(vector === undefined ? query : { ...query, vector }, signal);
    },
    countDocuments: (groups) => index.countDocuments(groups),
    ready: () => index.ready(),
    close: () => index.close(),
  };
}
