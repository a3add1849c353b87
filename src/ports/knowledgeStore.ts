import type { KnowledgeDocument, ReadDocument } from '../domain/knowledgeDocument.ts';
import type { Passage } from '../domain/passage.ts';

/** One step of the knowledge base's history; without `passages` the document is gone. */
export interface KnowledgeChange {
  revision: number;
  documentId: string;
  document?: KnowledgeDocument;
  passages?: readonly Passage[];
}

/** A passage where it stands: between its neighbours, in its document. */
export interface PassageInContext {
  document: KnowledgeDocument;
  /** In the document's order. */
  before: readonly Passage[];
  passage: Passage;
  after: readonly Passage[];
}

/** The truth about documents, passages and rights. Every change raises the revision by at least one. */
export interface KnowledgeStore {
  /** Replaces the document and all its passages in one transaction. */
  saveDocument(read: ReadDocument): Promise<void>;
  /** Forgets documents and their passages in one transaction; ids nobody knows are ignored. */
  removeDocuments(documentIds: readonly string[]): Promise<void>;
  /** All documents, ordered by path. */
  listDocuments(): Promise<readonly KnowledgeDocument[]>;
  /** The highest revision, 0 for an empty knowledge base. */
  revision(): Promise<number>;
  /** Changes after `revision`, oldest first, at most `limit` documents. */
  changesSince(revision: number, limit: number): Promise<readonly KnowledgeChange[]>;
  /**
   * Of these passages, those somebody with these groups may read now, in the order asked for.
   * The last check before anything is shown.
   */
  readable(passageIds: readonly string[], groups: readonly string[]): Promise<readonly Passage[]>;
  /** The same check for passages already at hand: those of these ids that `readable` would give, without their text. */
  stillReadable(passageIds: readonly string[], groups: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * The same check for one passage, with at most `reach` passages on either side of it and its document, all of one
   * moment; undefined when it is not there or these groups may not read it.
   */
  readableInContext(
    wanted: { passageId: string; reach: number },
    groups: readonly string[],
  ): Promise<PassageInContext | undefined>;
}
