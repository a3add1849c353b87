import type { CallDirection, CallSetting, ScamLevel, ScamSignal } from './verdict.ts';

/** A level that people are told of. */
export type AlertLevel = Extract<ScamLevel, 'warn' | 'scam'>;

/** How an alert ended: a person says which of the first five, the last is said by nobody. */
const ALERT_OUTCOMES = ['scam', 'legitimate', 'past-fraud', 'test-call', 'unclear', 'unanswered'] as const;
export type AlertOutcome = (typeof ALERT_OUTCOMES)[number];

/** Outcomes a person may choose. */
export const CHOSEN_OUTCOMES = ALERT_OUTCOMES.filter((outcome) => outcome !== 'unanswered');
export type ChosenOutcome = Exclude<AlertOutcome, 'unanswered'>;

/** 'shadow': nobody is told, it is only counted. 'demo': played for one person, counted nowhere. */
export type AlertMode = 'live' | 'shadow' | 'demo';

/** What a model thinks of a call; it changes no level. */
export const SECOND_OPINIONS = ['scam', 'legitimate', 'uncertain'] as const;
export type SecondOpinion = (typeof SECOND_OPINIONS)[number];

/** What is known of a risky call: levels, names of signals, numbers of turns. Never a word that was said. */
export interface RiskyCall {
  callId: string;
  level: AlertLevel;
  /** The highest calibrated probability so far, in [0, 1]. */
  score: number;
  /** 0-based turn in which the alert began. */
  alertTurn: number;
  /** How many turns were heard. */
  turns: number;
  signals: readonly ScamSignal[];
  /** Empty where the call platform names none. */
  queue: string;
  setting?: CallSetting | undefined;
  direction?: CallDirection | undefined;
  /** Who has the call, in lower case. */
  agentId?: string | undefined;
  /** Keyed hash of the other end's number; nobody can tell the number from it. */
  callerKey?: string | undefined;
}

/** The alert of a call; there is one at most. */
export interface ScamAlert extends RiskyCall {
  mode: AlertMode;
  /** Counts up with every change that people are shown. */
  version: number;
  raisedAt: Date;
  /** When it rose to `scam`. */
  risenAt?: Date;
  /** When the line was closed. */
  endedAt?: Date;
  /** Who is on it; from then on nobody is mentioned any more. */
  handledBy?: string;
  handledAt?: Date;
  escalatedAt?: Date;
  secondOpinion?: SecondOpinion;
  outcome?: AlertOutcome;
  /** Entra object id, or "earpiece". */
  closedBy?: string;
  closedAt?: Date;
}

/** False alarms among what was judged; undefined for outcomes that judge nothing. */
export function wasReal(outcome: AlertOutcome): boolean | undefined {
  if (outcome === 'scam') return true;
  return outcome === 'unclear' || outcome === 'unanswered' ? undefined : false;
}
