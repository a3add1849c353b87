import type { NoteDraft } from '../../src/domain/noteDraft.ts';
import type { AuditEntry } from '../../src/ports/auditLog.ts';
import type { CrmNote } from '../../src/ports/crm.ts';

/** A draft of a call with C-1001, unless the claim says otherwise. */
export function aDraft(over: Partial<NoteDraft> = {}): NoteDraft {
  const at = new Date('2026-11-02T12:00:00Z');
  return {
    ...{ draftId: 'draft-1', callId: 'call-1', agentId: 'ada', customerId: 'C-1001', origin: 'call', state: 'draft' },
    ...{ version: 1, nonce: 'nonce-1', at, createdAt: at },
    content: {
      customerName: 'Margaret Hale',
      written: { issue: 'Bill too high.', resolution: 'Credited £4.', actions: ['agent: call back'], disposition: '' },
    },
    transcript: { utterances: [{ speaker: 'customer', text: 'My bill is too high.' }], warnings: [] },
    ...over,
  };
}

/** What approving it writes. */
export function anApproval(draft: NoteDraft = aDraft()): {
  content: NoteDraft['content'];
  note: CrmNote;
  entry: AuditEntry;
  nonce: string;
} {
  const { draftId, agentId, content, at } = draft;
  const customerId = draft.customerId ?? 'C-1001';
  return {
    content,
    nonce: 'nonce-2',
    note: { noteId: draftId, customerId, at, agent: 'Ada', subject: 'Bill', text: content.written.issue },
    entry: {
      ...{ at, who: agentId, action: 'approval', what: `note ${draftId}`, result: 'done', correlationId: draftId },
    },
  };
}
