/** One SMS to send. */
export interface OutgoingSms {
  /** The same for the same SMS, a GUID; a provider that can tells repeats by it. */
  messageId: string;
  /** As +<digits>. */
  to: string;
  text: string;
  /** When it was first meant to be sent. */
  since: Date;
}

/** What the provider said. `references` are its names for the parts, as receipts use them. */
export type SmsOutcome =
  | { kind: 'accepted'; references: readonly string[] }
  | { kind: 'refused'; why: 'bad-number' | 'opted-out' | 'refused' };

/** Hands SMS to whoever carries them, in the operator's name. */
export interface SmsSender {
  /** Throws SmsNotSent (surely nothing went out) and SmsOutcomeUnknown (it may have gone out). */
  send(sms: OutgoingSms, signal?: AbortSignal): Promise<SmsOutcome>;
  /** What the next SMS would meet, for people who look after it. */
  check(signal?: AbortSignal): Promise<'ready' | 'away' | 'refused'>;
  close(): Promise<void>;
}

/** What becomes of SMS later. Whoever carries them tells again what was not taken in (the promise rejected). */
export interface SmsListener {
  /** The last word on one part. */
  onReceipt(receipt: { reference: string; isDelivered: boolean }): Promise<void>;
  /** Somebody wrote back. */
  onReply(reply: { from: string; text: string }): Promise<void>;
}

/** Surely nothing went out; the same may be tried again. */
export class SmsNotSent extends Error {
  override name = 'SmsNotSent';
  /** As long as the provider asks to wait. */
  readonly waitMs: number | undefined;
  constructor(message: string, { waitMs, cause }: { waitMs?: number | undefined; cause?: unknown } = {}) {
    super(message, { cause });
    this.waitMs = waitMs;
  }
}

/** It may have gone out or not, and nobody can tell; sending it again could say it twice. */
export class SmsOutcomeUnknown extends Error {
  override name = 'SmsOutcomeUnknown';
}
