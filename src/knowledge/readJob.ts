import type { KnowledgeDocument } from '../domain/knowledgeDocument.ts';
import type { Passage } from '../domain/passage.ts';
import type { DocumentRights } from './knowledgeJson.ts';
import type { UnreadableReason } from '../files/unreadableDocument.ts';

/** One document for the reading process. */
export interface ReadJob {
  /** Absolute POSIX path, or the name of a document of a source outside this house. */
  path: string;
  /** Where its bytes lie when that is not its path. */
  contentPath?: string;
  file: string;
  documentId: string;
  rights: DocumentRights;
  origin: KnowledgeDocument['origin'];
  /** What is stored already; equal means nothing to do. */
  knownFingerprint?: string;
}

/** What the reading process says: passages in portions, so that no message holds up the receiver, then the end. */
export type ReadReply =
  | { kind: 'passages'; passages: readonly Passage[] }
  | { kind: 'read'; document: KnowledgeDocument; warnings: readonly string[] }
  | { kind: 'unchanged' }
  | { kind: 'unreadable'; reason: UnreadableReason; sentence: string; fault?: string };
