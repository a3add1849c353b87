import { randomUUID } from 'node:crypto';
import type { Language } from '../domain/language.ts';
import {
  type ApprovalProblem,
  type DraftContent,
  firstWritten,
  type NoteDraft,
  redrafted,
  textOfWritten,
  type WrittenNote,
} from '../domain/noteDraft.ts';
import type { Transcript } from '../domain/transcript.ts';
import { noteMessagesFor } from '../messages/noteMessages.ts';
import type { Drafts, SeenDraft } from '../ports/drafts.ts';
import { draftNote } from './draftNote.ts';
import { swapSpeakers } from './swapSpeakers.ts';
import { correctionsIn, typedNote } from './typedNote.ts';

/** A draft as its agent saw it on the card. */
export interface SeenCard extends Omit<SeenDraft, 'agentId'> {
  agentId: string;
  language: Language;
  /** What they typed on the card meanwhile; the rest stays as it is. */
  changed: Partial<WrittenNote>;
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
async function changeable(
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
  const typed = typedNote(draft, seen.changed, ports.dispositions);
  if (typeof typed === 'string') return { kind: 'refused', why: typed, draft };
  const transcript = swapSpeakers(draft.transcript);
  const mustSay = before.mandatory.map((one) => ({ ...one, isForEveryCall: true, about: '' }));
  const anew = draftNote(transcript, { dispositions: ports.dispositions, language: seen.language, mustSay });
  const drafted = { ...anew, checks: before.checks };
  const written = firstWritten(drafted, noteMessagesFor(seen.language).who);
  const content = withTyped({ draft: { ...draft, transcript }, typed }, { drafted, written });
  return rewrite(draft, { content, transcript }, ports);
}

/** Keeps what the agent typed on the card, as theirs, before the note is written anew. */
export async function keepTyped(seen: SeenCard, ports: RedraftPorts): Promise<Changeable> {
  const found = await changeable(seen, ports);
  if (found.kind === 'refused') return found;
  const { draft } = found;
  const typed = typedNote(draft, seen.changed, ports.dispositions);
  if (typeof typed === 'string') return { kind: 'refused', why: typed, draft };
  if (textOfWritten(typed) === textOfWritten(draft.content.written)) return found;
  const content = withTyped({ draft, typed }, { written: draft.content.written });
  return rewrite(draft, { content, transcript: draft.transcript }, ports);
}

/** What is written anew, under what the agent wrote themselves and with the advice they ticked. */
function withTyped(
  { draft, typed }: { draft: NoteDraft; typed: WrittenNote },
  next: Pick<DraftContent, 'written'> & Partial<DraftContent>,
): DraftContent {
  const { advice: _, ...seen } = draft.content.written;
  const corrections = correctionsIn(typed, draft.content.written, draft);
  const content = { ...draft.content, written: { ...seen, ...(typed.advice && { advice: typed.advice }) } };
  return redrafted({ ...draft, content }, { ...next, ...(corrections && { corrections }) });
}

async function rewrite(
  draft: NoteDraft,
  next: { content: DraftContent; transcript: Transcript },
  { drafts }: RedraftPorts,
): Promise<Changeable> {
  const isRewritten = await drafts.rewrite(draft, { nonce: randomUUID(), ...next });
  const now = (await drafts.find(draft.draftId)) ?? draft;
  return isRewritten ? { kind: 'changeable', draft: now } : { kind: 'refused', why: 'changed-since', draft: now };
}
