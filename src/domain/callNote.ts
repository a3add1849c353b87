import type { TranscriptWarning } from './transcript.ts';

/** How a customer felt; "unclear" where the words do not tell. */
export type Feeling = 'positive' | 'neutral' | 'negative' | 'mixed' | 'unclear';

/** One thing the customer came for and what became of it; evidence are utterance indexes from 0. */
export interface NoteIssue {
  issue: string;
  resolution: string;
  evidence: readonly number[];
}

/** Something still to be done when the call ended. */
export interface NoteAction {
  who: 'agent' | 'company' | 'customer';
  what: string;
  /** As it was said, numbers in digits. */
  due?: string;
  /** Utterance indexes from 0. */
  evidence: readonly number[];
}

/** A line of the customer that shows how they felt; score in [-1, 1]. */
export interface SentimentPoint {
  utterance: number;
  score: number;
  quote: string;
}

/** The customer's feeling over the call. */
export interface NoteSentiment {
  overall: Feeling;
  start: Feeling;
  end: Feeling;
  trend: 'improving' | 'worsening' | 'flat' | 'mixed';
  points: readonly SentimentPoint[];
}

/** One sentence of the note with the utterances that prove it. */
export interface NoteSentence {
  field: 'issue' | 'resolution' | 'action' | 'detail' | 'topic' | 'disposition' | 'sentiment';
  text: string;
  /** Utterance indexes from 0, at least one. */
  evidence: readonly number[];
  /** A model wrote it and nothing judged it against its lines: to be checked by the agent. */
  isUnjudged?: true;
}

/** The after-call note. */
export interface CallNote {
  /** The main issue; empty when the call shows none. */
  issue: string;
  resolution: string;
  issues: readonly NoteIssue[];
  actions: readonly NoteAction[];
  topic: string;
  disposition: string;
  sentiment: NoteSentiment;
  sentences: readonly NoteSentence[];
}

/** What the agent should check in a draft. */
export type DraftWarning =
  | TranscriptWarning
  /** No customer line tells why they called. */
  | 'no-issue'
  /** A figure was said and then corrected; the corrected one is used. */
  | 'figure-corrected'
  /** Someone in the call spoke to a machine, as if to instruct whoever writes the note. */
  | 'instructs-the-writer'
  /** A model wrote something that the call does not prove; it is left out. */
  | 'not-in-the-call'
  /** A model wrote sentences that nothing judged against their lines. */
  | 'not-judged';

/** Where the call contradicts the customer's record. */
export interface CrmMismatch {
  field: string;
  crm: string;
  said: string;
  /** Utterance indexes from 0. */
  evidence: readonly number[];
}

/** Whether a sentence that must be said was, with the agent's words. */
export interface MandatorySentence {
  sentence: string;
  state: 'said' | 'not-said' | 'unclear';
  /** What comes nearest to it; undefined when nothing does. */
  quote?: string;
  /** Utterance indexes from 0. */
  evidence: readonly number[];
  /** Where the knowledge base says so; only who may read one of these passages is shown the sentence. */
  passageIds?: readonly string[];
}

/** A note nobody has approved yet. */
export interface DraftNote {
  note: CallNote;
  /** Whether a model wrote it or it was put together from what was said. */
  mode: 'model' | 'extractive';
  warnings: readonly DraftWarning[];
  /** The only things the agent is asked about. */
  checks: readonly CrmMismatch[];
  mandatory: readonly MandatorySentence[];
}
