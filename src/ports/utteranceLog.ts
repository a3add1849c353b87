/** A log of live sentences that several workers share; each call's lie in one part of it, in order. */
export interface UtteranceLog {
  /**
   * Hands over what was told, batch by batch and in order, until it is closed. A batch counts as heard once `hear`
   * resolves; rejected, or when the worker ends before, it is handed over again, to this worker or another.
   */
  follow(hear: (values: readonly Buffer[]) => Promise<void>, changes: LogChanges): Promise<void>;
  /** Adds sentences of calls. */
  append(messages: readonly { callId: string; value: string }[]): Promise<void>;
  close(): Promise<void>;
}

/** What happens around the log. */
export interface LogChanges {
  /** Parts of the log have other owners now: what is held in memory of calls may be behind. */
  onOwnersChanged(): Promise<void>;
}
