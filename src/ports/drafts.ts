import type { DraftContent, MessagePlace, NoteDraft } from '../domain/noteDraft.ts';
import type { Transcript } from '../domain/transcript.ts';
import type { AuditEntry } from './auditLog.ts';
import type { CrmNote } from './crm.ts';

/** A draft as whoever acts on it last saw it. */
export type SeenDraft = Pick<NoteDraft, 'draftId' | 'version' | 'nonce' | 'agentId'>;

/** Drafts of after-call notes; the same for every process. */
export interface Drafts {
  /** Keeps a new draft; false when there is one of this id. */
  add(draft: NoteDraft): Promise<boolean>;
  find(draftId: string): Promise<NoteDraft | undefined>;
  /** The newest draft of a call. */
  ofCall(callId: string): Promise<NoteDraft | undefined>;
  /** Drafts nobody has approved, oldest first; of one agent, or of everybody. */
  unapproved(agentId: string | undefined, limit: number): Promise<readonly NoteDraft[]>;
  /** Puts other words into an unapproved draft, as a new version; false when it is not as it was seen. */
  rewrite(seen: SeenDraft, next: { nonce: string; content: DraftContent; transcript: Transcript }): Promise<boolean>;
  /** Gives an unapproved draft of a call to the agent who has the call. */
  assign(draftId: string, agentId: string): Promise<void>;
  /**
   * In one transaction: the draft is approved with these words and loses its transcript, the audit row is written, the
   * note waits in the outbox. False when the draft is not as it was seen; then nothing is written. Throws
   * AuditUnavailable.
   */
  approve(
    seen: SeenDraft,
    approval: { content: DraftContent; note: CrmNote; entry: AuditEntry; nonce: string },
  ): Promise<boolean>;
  /** Remembers where the card stands. */
  shownAt(draftId: string, place: MessagePlace): Promise<void>;
  /** Empties unapproved drafts made before `before` of every word; returns those that expired now. */
  expire(before: Date): Promise<readonly string[]>;
  /** Forgets every draft of a call, and what waits for the CRM of it; returns how many drafts. */
  forgetCall(callId: string): Promise<number>;
  /** Forgets drafts made before `before` that wait for nothing any more; returns how many. */
  prune(before: Date): Promise<number>;
}
