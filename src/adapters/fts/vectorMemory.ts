import type { KnowledgeChange } from '../../ports/knowledgeStore.ts';

/** A vector with what it belongs to. */
export interface OwnedVector {
  documentId: string;
  passageId: string;
  vector: Float32Array;
}

/** Vectors of one model in memory, by document. Whoever reads them asks for documents that the asker may read. */
export interface VectorMemory {
  put(vectors: readonly OwnedVector[]): void;
  /** Lets go of vectors whose passages these changes removed. */
  keepUpWith(changes: readonly KnowledgeChange[]): void;
  clear(): void;
  /** The vectors of all passages of these documents. */
  of(documentIds: Iterable<string>): Iterable<OwnedVector>;
  find(documentId: string, passageId: string): Float32Array | undefined;
}

/** An empty memory. */
export function vectorMemory(): VectorMemory {
  const documents = new Map<string, Map<string, OwnedVector>>();
  return {
    put: (vectors) => {
      for (const owned of vectors) {
        const passages = documents.get(owned.documentId) ?? new Map<string, OwnedVector>();
        documents.set(owned.documentId, passages.set(owned.passageId, owned));
      }
    },
    keepUpWith: (changes) => {
      for (const { documentId, passages = [] } of changes) {
        // Vectors may come before the passages they belong to, so those of the new text stay.
        const present = new Set(passages.map(({ passageId }) => passageId));
        const known = documents.get(documentId);
        for (const passageId of known?.keys() ?? []) if (!present.has(passageId)) known?.delete(passageId);
        if (known?.size === 0) documents.delete(documentId);
      }
    },
    clear: () => documents.clear(),
    *of(documentIds) {
      for (const documentId of documentIds) yield* documents.get(documentId)?.values() ?? [];
    },
    find: (documentId, passageId) => documents.get(documentId)?.get(passageId)?.vector,
  };
}
