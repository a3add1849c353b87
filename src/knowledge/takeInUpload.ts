import { randomUUID } from 'node:crypto';
import type { DocumentUpload } from '../domain/documentUpload.ts';
import type { AuditLog } from '../ports/auditLog.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentUploads } from '../ports/documentUploads.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';

/** Who says what becomes of an upload. */
export interface UploadDecision {
  upload: DocumentUpload;
  by: { agentId: string; tenantId: string | undefined };
}

interface UploadPorts {
  uploads: Pick<DocumentUploads, 'remove'>;
  knowledge: Pick<KnowledgeStore, 'saveDocument'>;
  audit: Pick<AuditLog, 'write'>;
  clock: Clock;
}

/**
 * Takes a document in for these groups (null: every agent), audited before it can be found; false when somebody else
 * had decided. A document of the same name that was uploaded before is replaced. Rejects with AuditUnavailable.
 */
export async function takeInUpload(
  { upload, by, groups }: UploadDecision & { groups: readonly string[] | null },
  { uploads, knowledge, audit, clock }: UploadPorts,
): Promise<boolean> {
  const { document, passages } = upload.read;
  const entry = {
    ...{ who: by.agentId, tenantId: by.tenantId, action: 'documents.ingested' as const, correlationId: randomUUID() },
    what: `uploaded document ${document.documentId} for ${groups?.join(', ') ?? 'every agent'}`,
  };
  await audit.write({ ...entry, at: clock.now(), result: 'begun' });
  if (!(await uploads.remove(upload.uploadId))) return false;
  await knowledge.saveDocument({
    document: { ...document, groups },
    passages: passages.map((passage) => ({ ...passage, groups })),
  });
  await audit.write({
    ...entry,
    at: clock.now(),
    result: 'done',
    versions: passages.map(({ passageId }) => passageId),
  });
  return true;
}
