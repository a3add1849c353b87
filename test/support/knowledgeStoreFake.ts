import type { KnowledgeDocument, ReadDocument } from '../../src/domain/knowledgeDocument.ts';
import { mayRead, type Passage } from '../../src/domain/passage.ts';
import type { KnowledgeChange, KnowledgeStore } from '../../src/ports/knowledgeStore.ts';

/** A knowledge store in memory that also lets a test look inside. */
export interface KnowledgeStoreFake extends KnowledgeStore {
  /** The document of this file with its passages, or undefined. */
  byFile(file: string): ReadDocument | undefined;
  /** What was done to it, in order, such as "save tariffs.md". */
  deeds: string[];
}

export function knowledgeStoreFake(): KnowledgeStoreFake {
  const documents = new Map<string, ReadDocument>();
  const changes: KnowledgeChange[] = [];
  const deeds: string[] = [];
  const passages = (): Passage[] => [...documents.values()].flatMap((read) => read.passages);
  return {
    deeds,
    byFile: (file) => [...documents.values()].find(({ document }) => document.file === file),
    async saveDocument(read) {
      documents.set(read.document.documentId, read);
      const { documentId } = read.document;
      changes.push({ revision: changes.length + 1, documentId, document: read.document, passages: read.passages });
      deeds.push(`save ${read.document.file}`);
    },
    async removeDocuments(documentIds) {
      for (const documentId of documentIds) {
        const known = documents.get(documentId);
        if (known === undefined) continue;
        documents.delete(documentId);
        changes.push({ revision: changes.length + 1, documentId });
        deeds.push(`remove ${known.document.file}`);
      }
    },
    async listDocuments(): Promise<KnowledgeDocument[]> {
      const all = [...documents.values()].map(({ document }) => document);
      return all.sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    revision: async () => changes.length,
    changesSince: async (revision, limit) => changes.filter((change) => change.revision > revision).slice(0, limit),
    async readable(passageIds, groups) {
      return passageIds.flatMap((id) =>
        passages().filter((passage) => passage.passageId === id && mayRead(groups, passage.groups)),
      );
    },
    async stillReadable(passageIds, groups) {
      return new Set((await this.readable(passageIds, groups)).map(({ passageId }) => passageId));
    },
    async readableInContext({ passageId, reach }, groups) {
      const [passage] = await this.readable([passageId], groups);
      const read = documents.get(passage?.documentId ?? '');
      if (passage === undefined || read === undefined) return undefined;
      const at = read.passages.indexOf(passage);
      const [before, after] = [
        read.passages.slice(Math.max(0, at - reach), at),
        read.passages.slice(at + 1, at + 1 + reach),
      ];
      return { document: read.document, before, passage, after };
    },
  };
}
