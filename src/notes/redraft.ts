import { randomUUID } from 'node:crypto';
import type { Language } from '../domain/language.ts';
import { type ApprovalProblem, firstWritten, type NoteDraft, rewritten } from '../domain/noteDraft.ts';
import { noteMessagesFor } from '../messages/noteMessages.ts';
import type { Drafts, SeenDraft } from '../ports/drafts.ts';
import { draftNote } from './draftNote.ts';
import { swapSpeakers } from './swapSpeakers.ts';

/** A draft as its agent saw it on the card. */
export interface SeenCard extends Omit<SeenDraft, 'agentId'> {
  agentId: string;
  language: Language;
}

interface RedraftPorts {
  drafts: Pick<Drafts, 'find' | 'rewrite'>;
  dispositions: readonly string[];
}

/** The draft its agent may change, as it stands; or why they may not. */
export type Changeable =
  | { kind: 'changeable'; draft: NoteDraft }
  | { kind: 'refused'; why: 'gone' | 'not-yours' }
  | { kind: 'refused'; why: ApprovalProblem; draft: NoteDraft };

/** Looks whether this agent may change this draft as they saw it. */
export async function changeable(
  { draftId, version, nonce, agentId }: SeenCard,
  { drafts }: { drafts: Pick<Drafts, 'find'> },
): Promise<Changeable> {
  const draft = await drafts.find(draftId);
  if (draft === undefined) return { kind: 'refused', why: 'gone' };
  if (draft.agentId !== agentId) return { kind: 'refused', why: 'not-yours' };
  if (draft.state === 'approved') return { kind: 'refused', why: 'already-approved', draft };
  if (draft.state === 'expired') return { kind: 'refused', why: 'expired', draft };
  if (draft.version !== version || draft.nonce !== nonce) return { kind: 'refused', why: 'changed-since', draft };
  return { kind: 'changeable', draft };
}

/**
 * Drafts the note anew with agent and customer the other way round, where they were guessed. The customer's record is
 * not read again, for the call may be long over: what was found to differ from it still stands.
 */
export async function swapAndRedraft(seen: SeenCard, ports: RedraftPorts): Promise<Changeable> {
  const found = await changeable(seen, ports);
  if (found.kind === 'refused') return found;
  const { draft } = found;
  const before = draft.content.drafted;
  if (before?.warnings.includes('speakers-guessed') !== true) return { kind: 'refused', why: 'changed-since', draft };
  const transcript = swapSpeakers(draft.transcript);
  const mustSay = before.mandatory.map((one) => ({ ...one, isForEveryCall: true, about: '' }));
  const anew = draftNote(transcript, { dispositions: ports.dispositions, language: seen.language, mustSay });
  const drafted = { ...anew, checks: before.checks };
  const written = firstWritten(drafted, noteMessagesFor(seen.language).who);
  const content = rewritten(draft, { drafted, written });
  const isRewritten = await ports.drafts.rewrite(draft, { nonce: randomUUID(), content, transcript });
  const now = (await ports.drafts.find(draft.draftId)) ?? draft;
  return isRewritten ? { kind: 'changeable', draft: now } : { kind: 'refused', why: 'changed-since', draft: now };
}
