import type { AlertOutcome } from '../domain/scamAlert.ts';
import type { CallSetting } from '../domain/verdict.ts';

/** A call with an alert, as campaigns are joined from; nothing that was said. */
export interface AlertedCall {
  callId: string;
  raisedAt: Date;
  outcome?: AlertOutcome | undefined;
  /** Names from our own vocabulary, each once. */
  signals: readonly string[];
  setting?: CallSetting | undefined;
  queue: string;
  /** Keyed hash of the caller's number. */
  callerKey?: string | undefined;
  /** The called number without its last digits. */
  calledRange?: string | undefined;
}

/** All calls of one caller, with an alert or without. */
export interface CallerTraffic {
  callerKey: string;
  calls: number;
  /** Subscribers that were called. */
  lines: number;
  firstAt: Date;
  lastAt: Date;
}

/** What campaigns are joined from. */
export interface CampaignSource {
  /** Inbound calls with an alert since a moment, without demos, the newest first. */
  alertedCalls(since: Date, limit: number): Promise<readonly AlertedCall[]>;
  /** How much these callers called since a moment. */
  trafficOf(callerKeys: readonly string[], since: Date): Promise<readonly CallerTraffic[]>;
}
