import type { DocumentUpload } from '../domain/documentUpload.ts';

/** Documents that wait for an admin's word, apart from the knowledge base. */
export interface DocumentUploads {
  save(upload: DocumentUpload): Promise<void>;
  find(uploadId: string): Promise<DocumentUpload | undefined>;
  /** True for the one of several who took it away. */
  remove(uploadId: string): Promise<boolean>;
  /** Forgets those of before a moment; returns how many. */
  prune(before: Date): Promise<number>;
}
