/** Waiting comes in from outside, so that tests own it. */
export interface Timers {
  /** Acts once after a while, unless the returned function is called before. */
  after(waitMs: number, act: () => void): () => void;
}

/** The timers of the running process; they alone keep no process alive. */
export const processTimers: Timers = {
  after: (waitMs, act) => {
    const timer = setTimeout(act, waitMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Estimate of a round trip, in milliseconds (RFC 3261, section 17.1.1.1). */
export const T1_MS = 500;
/** Longest pause between two retransmissions (RFC 3261, section 17.1.2.2). */
export const T2_MS = 4_000;
/** After this long nobody retransmits any more (RFC 3261, timers B, F, H and J). */
export const TRANSACTION_MS = 64 * T1_MS;
