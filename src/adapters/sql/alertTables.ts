import type { AlertPlace, PostProblem, PostState } from '../../ports/alerts.ts';
import type { AlertSubscription } from '../../ports/alertSubscriptions.ts';
import type { AlertLevel, AlertMode, AlertOutcome, SecondOpinion } from '../../domain/scamAlert.ts';
import type { CallDirection, CallSetting, ScamLevel } from '../../domain/verdict.ts';

/** Milliseconds since 1970. */
type Millis = number;

/** JSON text. */
type Json = string;

/** A call that is watched for scams, without anything that was said in it. */
export interface WatchedCallTable {
  call_id: string;
  setting: CallSetting | null;
  direction: CallDirection | null;
  queue: string | null;
  caller_key: string | null;
  line_key: string | null;
  called_range: string | null;
  next_seq: number;
  level: ScamLevel;
  /** The detector's counts; empty before the first sentence. */
  detection: Json;
  heard_at: Millis;
  ended_at: Millis | null;
}

/** The alert of a call. */
export interface AlertTable {
  call_id: string;
  mode: AlertMode;
  level: AlertLevel;
  score: number;
  alert_turn: number;
  turns: number;
  signals: Json;
  queue: string;
  setting: CallSetting | null;
  direction: CallDirection | null;
  agent_id: string | null;
  caller_key: string | null;
  version: number;
  raised_at: Millis;
  risen_at: Millis | null;
  ended_at: Millis | null;
  handled_by: string | null;
  handled_at: Millis | null;
  escalated_at: Millis | null;
  outcome: AlertOutcome | null;
  closed_by: string | null;
  closed_at: Millis | null;
  second_opinion: SecondOpinion | null;
}

/** The card of an alert in one place. */
export interface AlertCardTable {
  call_id: string;
  conversation_id: string;
  kind: AlertPlace['kind'];
  state: PostState;
  problem: PostProblem | '';
  activity_id: string | null;
  shown_version: number;
  reply: 'none' | PostState;
  attempts: number;
  /** 1 while a try may have arrived without our knowing. */
  uncertain: number;
  duplicates: number;
  due_at: Millis;
  worker: string;
  held_until: Millis;
}

/** Somebody was mentioned. */
export interface AlertMentionTable {
  call_id: string;
  agent_id: string;
  at: Millis;
}

/** A channel that wants alerts. */
export interface AlertSubscriptionTable {
  conversation_id: string;
  kind: AlertSubscription['kind'];
  queue: string;
  team_id: string;
  channel_name: string;
  set_by: string;
  set_at: Millis;
}

/** A supervisor at work. */
export interface AlertDutyTable {
  agent_id: string;
  user_id: string;
  name: string;
  tenant_id: string | null;
  since: Millis;
}

/** How many alerts a shift the supervisors of a queue want; an empty queue stands for all others. */
export interface AlertBudgetTable {
  /** In lower case. */
  queue: string;
  per_shift: number;
  threshold: number;
  set_by: string;
  set_at: Millis;
}
