import type { AlertOutcome, RiskyCall, ScamAlert, SecondOpinion } from '../domain/scamAlert.ts';
import type { AuditEntry } from './auditLog.ts';

/** What a call's verdict did to its alert; 'closed' ones stay closed, whatever is told again. */
export type Raised = 'raised' | 'risen' | 'updated' | 'same' | 'closed';

/** A place where an alert is shown. */
export interface AlertPlace {
  conversationId: string;
  kind: 'channel' | 'second-channel' | 'agent';
}

/** What became of a card or a reply; every one that was meant ends as sent, failed or cancelled. */
export type PostState = 'waiting' | 'sent' | 'failed' | 'cancelled';

/** Why a post failed or was cancelled. */
export type PostProblem =
  'busy' | 'unreachable' | 'unknown' | 'gone' | 'foreign-tenant' | 'never-installed' | 'acknowledged' | 'closed';

/** The card of an alert in one place, with the threaded reply that a rise adds. */
export interface AlertCard extends AlertPlace {
  callId: string;
  state: PostState;
  problem?: PostProblem;
  /** Where it stands, once sent. */
  activityId?: string;
  /** The alert's version that it shows. */
  shownVersion: number;
  reply: 'none' | PostState;
  /** How often the last thing to do here was tried in vain. */
  attempts: number;
  /** The last try has no known outcome: doing it again may show it twice. */
  isUncertain: boolean;
  /** Posts that may stand there twice. */
  possibleDuplicates: number;
}

/** An alert with a card that has something to be done about. */
export interface AlertWork {
  alert: ScamAlert;
  card: AlertCard;
}

/** How a change is written down: the row and the change come together or not at all. */
export interface AuditedChange {
  callId: string;
  at: Date;
  entry: AuditEntry;
}

/** What one caller did, joined without anything that was said. */
export interface Campaign {
  /** Calls that were watched. */
  calls: number;
  /** Subscribers that were called; 0 for calls of a contact centre. */
  lines: number;
  /** From the first of these calls to the last, at least one where there is a call. */
  minutes: number;
  alerts: number;
  /** Alerts that ended as a scam. */
  confirmed: number;
}

/** The alerts of calls and the cards that show them; the same for every process. */
export interface Alerts {
  /**
   * Raises, lifts or updates the alert of a call. One that was only counted is raised once it is told live, while its call
   * goes on. One that is raised after the end of its call knows it. The audit row is written where the level is new, or it
   * is raised.
   */
  raise(
    risky: RiskyCall,
    given: { at: Date; mode: ScamAlert['mode']; places: readonly AlertPlace[]; entry: AuditEntry },
  ): Promise<Raised>;
  find(callId: string): Promise<ScamAlert | undefined>;
  /** Alerts raised since a moment, oldest first. */
  since(moment: Date, limit: number): Promise<readonly ScamAlert[]>;
  /** Calls and alerts of the caller with this keyed hash since a moment. */
  campaignOf(callerKey: string, since: Date): Promise<Campaign>;
  /** Somebody is on it; false when somebody was before, or it is closed. Replies that still wait are cancelled. */
  acknowledge(change: AuditedChange & { agentId: string }): Promise<boolean>;
  /** Shows the alert in further places; false when that was done before, or the alert is closed. */
  escalate(change: AuditedChange & { places: readonly AlertPlace[] }): Promise<boolean>;
  /** The alert ends; false when it had. Cards that were not sent are cancelled. */
  close(change: AuditedChange & { outcome: AlertOutcome; closedBy: string }): Promise<boolean>;
  /** Puts a model's opinion on an open alert; false when it stands there already, or there is no such alert. */
  noteOpinion(callId: string, opinion: SecondOpinion): Promise<boolean>;
  /** The line is closed. */
  callEnded(callId: string, at: Date): Promise<void>;
  /** Alerts raised before a moment that nobody is on and that were not escalated. */
  unheeded(raisedBefore: Date, limit: number): Promise<readonly ScamAlert[]>;
  /** Alerts raised before a moment that have no outcome. */
  open(raisedBefore: Date, limit: number): Promise<readonly ScamAlert[]>;
  /** Forgets alerts raised before `before`, with their cards; returns how many. */
  prune(before: Date): Promise<number>;
}

/** The cards of alerts on their way; several processes take from it. */
export interface AlertCards {
  cardsOf(callId: string): Promise<readonly AlertCard[]>;
  /** Cards to send, replies to add and cards to update, in this order; each given to nobody else until `heldUntil`. */
  claim(given: { worker: string; now: Date; heldUntil: Date; most: number }): Promise<readonly AlertWork[]>;
  /** The card stands in its place; a rise that came meanwhile adds its reply. */
  sent(work: AlertWork, given: { activityId: string; at: Date; mentioned: readonly string[] }): Promise<void>;
  /** The card shows the version of `work`; what only adds reasons waits a few seconds before the next. */
  updated(work: AlertWork, at: Date): Promise<void>;
  replied(work: AlertWork, given: { at: Date; mentioned: readonly string[] }): Promise<void>;
  /** Lets it wait until `dueAt`. `isUncertain`: it may have arrived all the same. */
  putOff(work: AlertWork, given: { dueAt: Date; isUncertain: boolean; counts: boolean }): Promise<void>;
  /** Gives up what was to be done. */
  giveUp(work: AlertWork, problem: PostProblem): Promise<void>;
  /** Teams asks for a pause: nothing goes to this conversation before then, from any process. */
  pause(conversationId: string, until: Date): Promise<void>;
  /** How often somebody was mentioned since a moment. */
  mentionsOf(agentId: string, since: Date): Promise<number>;
}
