import type { Language } from '../language.ts';

/** What an SMS is for. */
export type SmsPurpose = 'warning' | 'code-phrase' | 'test';

/** Levels a subscriber is warned at; below them nobody is disturbed. */
export type WarningLevel = 'warn' | 'scam';

/** Why nothing was sent to somebody who should have been warned. */
export type SmsWithheld = 'no-number' | 'not-provisioned' | 'opted-out' | 'quiet';

/** Why an SMS that was queued did not arrive, as far as it is known. */
export type SmsProblem =
  /** The provider says that it cannot be delivered. */
  | 'undeliverable'
  /** The number is none that takes SMS. */
  | 'bad-number'
  /** The provider knows that the person wants none. */
  | 'opted-out'
  /** The provider refused it for another reason, such as the sender's name. */
  | 'refused'
  /** Nobody took it while it would have helped. */
  | 'too-late'
  /** A sharper warning of the same call took its place. */
  | 'superseded';

/**
 * How far an SMS has come. `unknown`: it may have gone out; it is never sent again. `accepted`: the provider has it and
 * no receipt has come.
 */
export type SmsState =
  'waiting' | 'sending' | 'accepted' | 'delivered' | 'failed' | 'unknown' | 'cancelled' | 'withheld';

/** Somebody whom the operator has signed up for warnings. */
export interface Subscriber {
  /** The line that is listened to, as +<digits>. */
  number: string;
  language: Language;
  /** Where SMS go instead, such as a relative's mobile for a landline, with the day they agreed. */
  other?: { number: string; consentAt: string };
  isOptedOut: boolean;
  /** Never written to, such as people whose telephone somebody else reads. */
  isQuiet: boolean;
}
