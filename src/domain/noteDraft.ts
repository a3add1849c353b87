import type { DraftNote, NoteAction } from './callNote.ts';
import type { Transcript } from './transcript.ts';

/** The words of a note as a person lets them stand. */
export interface WrittenNote {
  issue: string;
  resolution: string;
  /** One line each: who does what, by when. */
  actions: readonly string[];
  /** One of the company's list, or empty. */
  disposition: string;
  /** What the agent told the customer of the answers shown in the call. */
  advice?: readonly string[];
}

/** An after-call note on its way from the transcript to the CRM. */
export interface NoteDraft {
  /** Names the note in the CRM too, so that it is written there once. */
  draftId: string;
  /** Undefined when it was pasted and no call of the agent had just ended. */
  callId?: string;
  /** Whose it is, in lower case. */
  agentId: string;
  /** Undefined while nobody knows whom the call was with. */
  customerId?: string;
  /** Where it came from: the call platform, or the agent's chat. */
  origin: 'call' | 'chat';
  /** 'expired' holds no word any more. */
  state: 'draft' | 'approved' | 'expired';
  /** 1-based; every change makes a new one. */
  version: number;
  /** Cannot be guessed; changes with the version. */
  nonce: string;
  /** When the call took place. */
  at: Date;
  createdAt: Date;
  content: DraftContent;
  /** Empty after approval and expiry. */
  transcript: Transcript;
  /** Where its card stands, when that is not the message of the call. */
  place?: MessagePlace;
}

/** A message in a chat. */
export interface MessagePlace {
  conversationId: string;
  activityId: string;
}

/** What the card of a draft shows. */
export interface DraftContent {
  /** As the agent knows them; empty for nobody known. */
  customerName: string;
  /** Missing once expired. */
  drafted?: DraftNote;
  written: WrittenNote;
  /** Answers shown to the agent in this call; missing when there were none. */
  advice?: readonly ShownAdvice[];
  /** What it said before, the oldest first. */
  earlier?: readonly NoteVersion[];
  /** What the agent wrote themselves; missing while they wrote nothing. */
  corrections?: AgentCorrections;
  /** Words the agent replaced, added or took out before approving; missing until then. */
  editDistance?: number;
}

/** Fields that an agent corrects in words. */
export type CorrectedField = 'issue' | 'resolution' | 'actions';

/** What the agent wrote themselves: no redraft changes it. */
export interface AgentCorrections {
  written: Partial<Pick<WrittenNote, CorrectedField | 'disposition'>>;
  /** Of these no line of the call shows the words. */
  unproven: readonly CorrectedField[];
}

/** Parts of a note that a company may want in its CRM, or not. */
export const CAPTURED_PARTS = ['issue', 'resolution', 'actions', 'disposition', 'advice', 'mood'] as const;
export type CapturedPart = (typeof CAPTURED_PARTS)[number];

/** An answer the agent was shown in the call. */
export interface ShownAdvice {
  answerId: string;
  text: string;
  /** Whether the transcript shows that the agent said it. */
  isSaid: boolean;
  /** Utterance indexes from 0; empty when it was not said. */
  evidence: readonly number[];
  /** What it draws on; only who may read all of it is shown the advice. */
  passageIds: readonly string[];
}

/** What a note said once. */
export interface NoteVersion {
  version: number;
  /** Who wrote it: put together from what was said, a model, or a model as the agent asked. */
  by: 'extractive' | 'model';
  written: WrittenNote;
}

const VERSIONS_KEPT = 10;

/** Content with other words, which remembers the ones it had. */
export function rewritten(
  { version, content }: Pick<NoteDraft, 'version' | 'content'>,
  next: Pick<DraftContent, 'written'> & Partial<DraftContent>,
): DraftContent {
  const before: NoteVersion = { version, by: content.drafted?.mode ?? 'extractive', written: content.written };
  return { ...content, ...next, earlier: [...(content.earlier ?? []), before].slice(-VERSIONS_KEPT) };
}

/** The same for words nobody typed: what the agent wrote themselves stays, and so does the advice they ticked. */
export function redrafted(
  draft: Pick<NoteDraft, 'version' | 'content'>,
  next: Pick<DraftContent, 'written'> & Partial<DraftContent>,
): DraftContent {
  const corrections = next.corrections ?? draft.content.corrections;
  const { advice } = draft.content.written;
  const written = { ...next.written, ...(advice && { advice }), ...corrections?.written };
  return rewritten(draft, { ...next, written, ...(corrections && { corrections }) });
}

/** A note as one text, to be compared with another. */
export function textOfWritten({ issue, resolution, actions, disposition, advice = [] }: WrittenNote): string {
  return [issue, resolution, ...actions, disposition, ...advice].filter((text) => text !== '').join('\n');
}

/** A draft that expired: nothing of what was said. */
export const NOTHING_WRITTEN: WrittenNote = { issue: '', resolution: '', actions: [], disposition: '' };

/** Longest texts a person may put into a note. */
export const NOTE_LIMITS = { textCharacters: 4000, actions: 30, actionCharacters: 500 } as const;

/** What the draft says at first, in the words of the call; `whoWords` name who is to act. */
export function firstWritten({ note }: DraftNote, whoWords: Readonly<Record<NoteAction['who'], string>>): WrittenNote {
  const others = note.issues.slice(1);
  const joined = (texts: readonly string[]): string =>
    texts
      .filter((text) => text !== '')
      .join(' ')
      .slice(0, NOTE_LIMITS.textCharacters);
  return {
    issue: joined([note.issue, ...others.map(({ issue }) => issue)]),
    resolution: joined([note.resolution, ...others.map(({ resolution }) => resolution)]),
    actions: note.actions
      .slice(0, NOTE_LIMITS.actions)
      .map(({ who, what, due }) =>
        `${whoWords[who]}: ${what}${due === undefined ? '' : ` (${due})`}`.slice(0, NOTE_LIMITS.actionCharacters),
      ),
    disposition: note.disposition,
  };
}

/** Why a note is not in the CRM. */
export type DeliveryProblem = 'no-customer' | 'refused' | 'busy' | 'away';

/** How far a note has come. */
export type DraftStanding =
  | { kind: 'draft' }
  | { kind: 'writing' }
  | { kind: 'late'; problem: DeliveryProblem }
  | { kind: 'in-crm'; at: Date }
  | { kind: 'dead'; problem: DeliveryProblem }
  | { kind: 'expired' };

/** Why a note was not approved, where the draft can still be seen. */
export type ApprovalProblem =
  | 'already-approved'
  | 'expired'
  | 'changed-since'
  | 'no-customer'
  | 'no-words'
  | 'too-long'
  | 'not-rewritten'
  | 'no-wish';
