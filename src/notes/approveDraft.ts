import { randomUUID } from 'node:crypto';
import type { Language } from '../domain/language.ts';
import {
  type AgentCorrections,
  type ApprovalProblem,
  type CapturedPart,
  type NoteDraft,
  redrafted,
  rewritten,
  textOfWritten,
  type WrittenNote,
} from '../domain/noteDraft.ts';
import { editDistance } from '../domain/wordDiff.ts';
import { noteMessagesFor } from '../messages/noteMessages.ts';
import type { AuditLog } from '../ports/auditLog.ts';
import type { Clock } from '../ports/clock.ts';
import type { CrmNote } from '../ports/crm.ts';
import type { Drafts } from '../ports/drafts.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';
import type { Leases } from '../ports/leases.ts';
import { readableDraft } from './readableDraft.ts';
import { correctionsIn, typedNote } from './typedNote.ts';

/** What somebody pressed, where and on which version of the card. */
export interface Approval {
  draftId: string;
  version: number;
  nonce: string;
  /** With the groups that open restricted documents to them. */
  agent: { agentId: string; name: string; groups: readonly string[] };
  tenantId: string | undefined;
  /** What they changed on the card; the rest stays as it is. Advice is ticked by the ids of its answers. */
  changed: Partial<WrittenNote>;
  language: Language;
}

/** What came of it, with the draft as it stands now for those who may see it. */
export type ApprovalOutcome =
  | { kind: 'approved'; draft: NoteDraft }
  | { kind: 'refused'; why: ApprovalProblem; draft: NoteDraft }
  | { kind: 'refused'; why: 'gone' | 'not-yours' };

interface ApprovePorts {
  drafts: Pick<Drafts, 'find' | 'approve' | 'rewrite'>;
  leases: Pick<Leases, 'find'>;
  knowledge: Pick<KnowledgeStore, 'stillReadable'>;
  audit: Pick<AuditLog, 'write'>;
  /** The company's dispositions; empty for none. */
  dispositions: readonly string[];
  /** Parts of a note that are written into the CRM. */
  crmCapture: readonly CapturedPart[];
  clock: Clock;
}

/** Approves the note once: it then waits for the CRM, audited in the same transaction. Nothing on the card is believed. */
export async function approveDraft(approval: Approval, ports: ApprovePorts): Promise<ApprovalOutcome> {
  const draft = await ports.drafts.find(approval.draftId);
  if (draft === undefined) return { kind: 'refused', why: 'gone' };
  const { agentId } = approval.agent;
  if (draft.agentId !== agentId) {
    await auditRefusal(approval, 'not-yours', ports);
    return { kind: 'refused', why: 'not-yours' };
  }
  const why = refusalOf(approval, draft);
  if (why !== undefined) return { kind: 'refused', why, draft: await withTyped({ approval, draft }, ports) };
  // What they may read no longer is not written into the CRM either.
  const seen = await readableDraft(draft, approval.agent.groups, ports);
  const written = typedNote(seen, approval.changed, ports.dispositions);
  if (written === 'too-long' || written === 'no-words') return { kind: 'refused', why: written, draft };
  const customerId = draft.customerId ?? (await customerOf(draft, ports));
  if (customerId === undefined) return { kind: 'refused', why: 'no-customer', draft };
  const distance = editDistance(textOfWritten(seen.content.written), textOfWritten(written));
  const next = { written, editDistance: distance };
  const content = distance === 0 ? { ...draft.content, ...next } : rewritten(draft, next);
  const note = crmNote({ draft, written, customerId, capture: ports.crmCapture }, approval);
  const entry = {
    ...({
      at: ports.clock.now(),
      who: agentId,
      tenantId: approval.tenantId,
      action: 'approval',
      result: 'done',
    } as const),
    ...{ what: `note ${draft.draftId} of customer ${customerId}`, correlationId: draft.callId ?? draft.draftId },
    ...{ versions: [`version ${draft.version}`, `words changed: ${distance}`], content: note.text },
  };
  const isApproved = await ports.drafts.approve(draft, { content, note, entry, nonce: randomUUID() });
  const now = (await ports.drafts.find(draft.draftId)) ?? draft;
  if (isApproved) return { kind: 'approved', draft: now };
  return { kind: 'refused', why: refusalOf(approval, now) ?? 'changed-since', draft: now };
}

/**
 * The draft that was written anew while its agent corrected an older card, with what they typed there: it is theirs, so
 * it wins, and they read it once more before they approve.
 */
async function withTyped(
  { approval, draft }: { approval: Approval; draft: NoteDraft },
  { drafts, dispositions }: ApprovePorts,
): Promise<NoteDraft> {
  const { version, changed } = approval;
  const seen = (draft.content.earlier ?? []).find((one) => one.version === version)?.written;
  if (draft.state !== 'draft' || seen === undefined) return draft;
  const typed = typedNote({ content: { ...draft.content, written: seen } }, changed, dispositions);
  if (typeof typed === 'string') return draft;
  const corrections = correctionsIn(typed, seen, draft);
  if (corrections === undefined || isSame(corrections, draft)) return draft;
  const content = redrafted(draft, { written: draft.content.written, corrections });
  await drafts.rewrite(draft, { nonce: randomUUID(), content, transcript: draft.transcript });
  return (await drafts.find(draft.draftId)) ?? draft;
}

function isSame({ written }: AgentCorrections, { content }: NoteDraft): boolean {
  return textOfWritten({ ...content.written, ...written }) === textOfWritten(content.written);
}

function refusalOf({ version, nonce }: Approval, draft: NoteDraft): ApprovalProblem | undefined {
  if (draft.state === 'approved') return 'already-approved';
  if (draft.state === 'expired') return 'expired';
  return draft.version === version && draft.nonce === nonce ? undefined : 'changed-since';
}

/** Whom the call was with may have been found out after the draft was made. */
async function customerOf({ callId }: NoteDraft, { leases }: ApprovePorts): Promise<string | undefined> {
  return callId === undefined ? undefined : (await leases.find(callId))?.customerId;
}

function crmNote(
  {
    draft,
    written,
    customerId,
    capture,
  }: { draft: NoteDraft; written: WrittenNote; customerId: string; capture: readonly CapturedPart[] },
  { agent, language }: Approval,
): CrmNote {
  const words = noteMessagesFor(language).crm;
  const { drafted } = draft.content;
  const mood = drafted?.note.sentences.find(({ field }) => field === 'sentiment')?.text ?? '';
  const parts = [
    ['issue', written.issue],
    ['resolution', written.resolution],
    ['actions', listed(written.actions)],
    ['disposition', written.disposition],
    ['advice', listed(written.advice ?? [])],
    ['mood', mood],
  ] as const;
  const text = parts
    .filter(([part, said]) => said !== '' && capture.includes(part))
    .map(([part, said]) => `${words[part]}:${said.startsWith('- ') ? '\n' : ' '}${said}`)
    .join('\n');
  const subject = written.disposition || drafted?.note.topic || words.subject;
  return { noteId: draft.draftId, customerId, at: draft.at, agent: agent.name || agent.agentId, subject, text };
}

function listed(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

async function auditRefusal(
  { draftId, agent, tenantId }: Approval,
  reason: 'not-yours',
  { audit, clock }: ApprovePorts,
): Promise<void> {
  const who = { at: clock.now(), who: agent.agentId, tenantId };
  const what = { action: 'approval', what: `note ${draftId}`, result: 'refused', reason } as const;
  await audit.write({ ...who, ...what, correlationId: draftId });
}
