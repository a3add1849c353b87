/** A log of live sentences that several workers share; each call's lie in one part of it, in order. */
export interface UtteranceLog {
  /**
   * Hands over what was told, batch by batch and in order; resolves once it is closed. A batch counts as heard once
   * `hear` resolves; rejected, or when the worker ends before, it is handed over again, to this worker or another.
   * Rejects with UtteranceLogUnavailable when nothing more comes; it may be followed again then.
   */
  follow(hear: (values: readonly Buffer[]) => Promise<void>, changes: LogChanges): Promise<void>;
  /** Adds sentences of calls. Rejects with UtteranceLogUnavailable. */
  append(messages: readonly { callId: string; value: string }[]): Promise<void>;
  /** Into how many parts the log is divided, and so how many workers can share it. Rejects with UtteranceLogUnavailable. */
  countParts(): Promise<number>;
  close(): Promise<void>;
}

/** What happens around the log. */
export interface LogChanges {
  /** Parts of the log have other owners now: what is held in memory of calls may be behind. */
  onOwnersChanged(): Promise<void>;
}

/** Why a log cannot be used, with the sentence for whoever runs the house. */
const SENTENCES = {
  refused: 'The brokers refuse us: check KAFKA_SASL_*, or the roles of the managed identity at Event Hubs.',
  'no-token': 'There is no token of the managed identity for the brokers: check that this machine has the identity.',
  away: 'The brokers do not answer as they should: check KAFKA_BROKERS and KAFKA_TRANSCRIPTS_TOPIC.',
  'not-heard': 'What the log said could not be judged or kept here: check the database.',
} as const;

/** The log cannot be used now; what is quoted of its supplier is nothing but `cause`. */
export class UtteranceLogUnavailable extends Error {
  override name = 'UtteranceLogUnavailable';
  readonly why: keyof typeof SENTENCES;
  constructor(why: keyof typeof SENTENCES, cause: unknown) {
    super(SENTENCES[why], { cause });
    this.why = why;
  }
}
