import type { ReadDocument } from './knowledgeDocument.ts';

/** A document somebody sent and nobody has taken in yet; nobody can find it. */
export interface DocumentUpload {
  uploadId: string;
  agentId: string;
  at: Date;
  read: ReadDocument;
}
