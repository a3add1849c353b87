import type { CallDirection, CallSetting, ScamLevel } from '../domain/verdict.ts';

/** What is known of a call before anything is said; nothing of it names a person. */
export interface CallFacts {
  setting?: CallSetting | undefined;
  direction?: CallDirection | undefined;
  queue?: string | undefined;
  /** Keyed hash of the other end's number. */
  callerKey?: string | undefined;
  /** Keyed hash of the subscriber's own number; of operators' calls only. */
  lineKey?: string | undefined;
  /** The called number without its last digits, such as +442071. */
  calledRange?: string | undefined;
}

/** How far the watching of a call has come; nothing that was said. */
export interface WatchState {
  callId: string;
  /** The utterance that comes next; -1 before the first. */
  nextSeq: number;
  level: ScamLevel;
  /** The detector's state as JSON text, at most 4 KB; empty before the first sentence. */
  detection: string;
  /** When something was last heard of the call. */
  heardAt: Date;
}

/** A watched call as it is kept. */
export interface WatchedCall extends WatchState, CallFacts {
  endedAt?: Date;
}

/** Calls that are watched for scams; the same for every process, so that another one goes on with a call. */
export interface WatchedCalls {
  /** Adds what is known of a call; what was known before stays. */
  note(callId: string, facts: CallFacts, at: Date): Promise<void>;
  /** The line is closed: the first end counts. Sentences told late still count. True for the first who says so. */
  end(callId: string, at: Date): Promise<boolean>;
  find(callId: string): Promise<WatchedCall | undefined>;
  /**
   * Keeps states, except those that are not as far as what is kept; resolves to all of these calls as they stand then.
   */
  save(states: readonly WatchState[]): Promise<readonly WatchedCall[]>;
  /** Calls without an end of which nothing was heard since `before`, at most `limit`. */
  silentSince(before: Date, limit: number): Promise<readonly string[]>;
  /** Forgets calls last heard of before `before`; returns how many. */
  prune(before: Date): Promise<number>;
}
