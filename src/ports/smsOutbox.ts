import type { SmsProblem, SmsPurpose, SmsState, SmsWithheld, WarningLevel } from '../domain/sms/sms.ts';
import type { AuditEntry } from './auditLog.ts';
import type { OutgoingSms } from './smsSender.ts';

/** An SMS that somebody is to get, or would have got. */
export interface NewSms {
  messageId: string;
  purpose: SmsPurpose;
  callId: string;
  /** Which of several of one purpose in a call; each is sent once. */
  level: WarningLevel | '';
  at: Date;
  what: { kind: 'send'; to: string; text: string; expiresAt: Date } | { kind: 'withheld'; why: SmsWithheld };
}

/** One that is due. */
export interface DueSms extends OutgoingSms {
  callId: string;
  purpose: SmsPurpose;
  attempts: number;
}

/** How far one has come; who gets it and what it says leaves the outbox as soon as the provider has it. */
export interface SmsDelivery {
  messageId: string;
  purpose: SmsPurpose;
  callId: string;
  level: WarningLevel | '';
  state: SmsState;
  problem?: SmsProblem | SmsWithheld;
  attempts: number;
  since: Date;
}

/** How an attempt ended; only whoever holds the SMS can say so. */
export type SmsEnd =
  | { kind: 'accepted'; references: readonly string[] }
  | { kind: 'failed'; problem: SmsProblem }
  | { kind: 'put-off'; dueAt: Date }
  | { kind: 'unknown' };

/**
 * SMS on their way; several processes take from it. One that was claimed and never heard of again may have gone out: it
 * becomes unknown and is never sent again.
 */
export interface SmsOutbox {
  /**
   * Takes it in and writes the row of the audit log in one transaction; false when the call has had one of this purpose
   * and level. A warning that still waits at a lower level is cancelled. Rejects with AuditUnavailable.
   */
  add(sms: NewSms, entry: AuditEntry): Promise<boolean>;
  /** What is due, each given to nobody else; what came too late fails, and what was lost becomes unknown. */
  claim(given: { worker: string; now: Date; heldUntil: Date; most: number }): Promise<readonly DueSms[]>;
  settle(messageId: string, given: { worker: string; at: Date; end: SmsEnd }): Promise<void>;
  /** Takes in the last word on one part, also before the provider's answer to it was taken in; resolves to its SMS. */
  receive(receipt: { reference: string; isDelivered: boolean; at: Date }): Promise<SmsDelivery | undefined>;
  find(messageId: string): Promise<SmsDelivery | undefined>;
  /** The latest of this purpose on a call. */
  ofCall(callId: string, purpose: SmsPurpose): Promise<SmsDelivery | undefined>;
  /** How many SMS since then ended how, by purpose, state and problem. */
  counts(since: Date): Promise<readonly SmsCount[]>;
  /** Forgets what is older; returns how many. */
  prune(before: Date): Promise<number>;
}

/** So many of one kind. */
export interface SmsCount {
  purpose: SmsPurpose;
  state: SmsState;
  problem: SmsProblem | SmsWithheld | '';
  count: number;
}
