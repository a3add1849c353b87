import type { SmsPurpose, SmsState } from '../../domain/sms/sms.ts';

/** Milliseconds since 1970. */
type Millis = number;

/** An SMS on its way, or what became of it. */
export interface SmsTable {
  message_id: string;
  /** Purpose, call and level: each goes out once. */
  once_key: string;
  purpose: SmsPurpose;
  call_id: string;
  level: string;
  state: SmsState;
  /** Empty while nothing is wrong. */
  problem: string;
  /** Sealed; empty once the provider has it or it is given up. */
  recipient: string;
  /** Sealed; emptied with the recipient. */
  text: string;
  attempts: number;
  since: Millis;
  due_at: Millis;
  expires_at: Millis;
  worker: string;
  held_until: Millis;
}

/** One part as the provider names it; a receipt may come before the name is known. */
export interface SmsPartTable {
  reference: string;
  message_id: string | null;
  /** Empty until the last word on it has come. */
  outcome: '' | 'delivered' | 'failed';
  heard_at: Millis;
}

/** Somebody who may get warnings. */
export interface SubscriberTable {
  /** Keyed hash of the line's number. */
  number_key: string;
  /** Keyed hash of the number that SMS go to. */
  sms_key: string;
  /** As JSON, sealed. */
  subscriber: string;
  opted_out: number;
}
