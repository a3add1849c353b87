import type { AlertOutcome } from './scamAlert.ts';

/** How the house has done; no figure of any one person, and none of fewer than five calls. */
export interface Trends {
  days: number;
  calls: number;
  byDay: readonly { day: string; calls: number }[];
  /** Seconds; undefined where too few calls tell. */
  handlingSeconds: number | undefined;
  afterCall: { seconds: number; n: number } | undefined;
  topics: readonly { topic: string; notes: number }[];
  /** Notes in topics that are too small to be named. */
  otherTopics: number;
  sentiment: { n: number; start: Record<Mood, number>; end: Record<Mood, number> } | undefined;
  /** Calls not followed by another of the same customer on the same topic within 7 days. */
  firstContact: { withHelp: Share | undefined; without: Share | undefined };
  edits: { n: number; medianWords: number; unedited: number } | undefined;
  gaps: { found: number; answered: number };
  alerts: readonly { outcome: AlertOutcome | 'open'; alerts: number }[];
}

/** So many of so many calls were settled. */
export interface Share {
  n: number;
  resolved: number;
}

export type Mood = 'positive' | 'neutral' | 'negative';
