import type { Place } from './passage.ts';

/** A numbered source of an answer. */
export interface Citation extends Place {
  /** 1-based; `[n]` in the text points here. */
  n: number;
  passageId: string;
  /** Empty when the source is no document. */
  file: string;
  /** Left out for documents; 'crm' is the caller's record, which opens nowhere but on the call's own card. */
  origin?: 'crm';
  title: string;
  effectiveDate?: string;
  /** The words of the source that carry the answer. */
  snippet: string;
  /** True when only some agents may read the source. */
  isRestricted: boolean;
  sensitivity?: string;
  url?: string;
}

/** One line of the answer below the spoken sentence; its text ends with its `[n]`. */
export interface AnswerLine {
  kind: 'step' | 'row' | 'point';
  text: string;
  /** Citation number the line rests on. */
  n: number;
  /** For a row, its [header, value] pairs, the one that names the row first. */
  cells?: readonly (readonly [string, string])[];
}

/** Something the agent must know about the answer's sources. */
export type Notice =
  | { kind: 'superseded'; title: string; newer: string }
  | { kind: 'conflict'; titles: readonly string[] }
  | { kind: 'instructs'; title: string }
  /** Asked with the rights of these groups, not the reader's own. */
  | { kind: 'preview'; groups: readonly string[] }
  | { kind: 'private-chat' }
  | { kind: 'sign-in' }
  | { kind: 'closest' }
  /** The question needs the caller's record and the asker has no call. */
  | { kind: 'no-call' }
  | ModelNotice;

/** What a model has to do with an answer. */
export type ModelNotice =
  /** A model is at work; its answer will replace this one in place. */
  | { kind: 'improving' }
  /** The model's answer did not come; this is the one straight from the sources. */
  | { kind: 'kept'; why: KeptReason }
  /** Most of a token budget is used. */
  | { kind: 'budget-near' }
  /** Figures and dates that stand in no source the answer cites. */
  | { kind: 'unproven'; figures: readonly string[] }
  /** The first answer said other figures than the model's. */
  | { kind: 'differs'; before: readonly string[]; now: readonly string[] };

/** Why the answer straight from the sources stays. */
export type KeptReason = 'down' | 'late' | 'filtered' | 'unfounded' | 'busy' | 'budget';

/** Why there is no answer although the question was understood. */
export type RefusalReason = 'not-your-call' | 'too-long' | 'rate' | 'budget' | 'instruction';

/** What Earpiece says to one question. */
export interface Answer {
  outcome: 'answered' | 'no-source' | 'refused' | 'failed';
  mode: 'model' | 'extractive';
  /** One sentence to say aloud, without marks. */
  spoken: string;
  /** The spoken sentence and the lines, with `[n]` marks. */
  text: string;
  /** What to do next or know besides, in order. */
  lines: readonly AnswerLine[];
  citations: readonly Citation[];
  notices: readonly Notice[];
  /** Questions the same sources answer. */
  followUps: readonly string[];
  reason?: RefusalReason;
  /** True where rules decide, as about offers to the vulnerable: a model must not put another answer in its place. */
  isSettled?: true;
  /** The highest sensitivity label of its sources. */
  sensitivity?: string;
  /** For 'no-source': what was looked through. */
  searched?: { documents: number; terms: readonly string[] };
}
