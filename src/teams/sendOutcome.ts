import { setTimeout as sleep } from 'node:timers/promises';

/** How a send ended, as far as anybody knows. */
export type SendOutcome =
  | { kind: 'sent'; activityId: string }
  /** Teams did not take it; it may be tried again at once or after a while. */
  | { kind: 'not-taken'; waitMs: number; isBusy: boolean }
  /** It may have arrived. */
  | { kind: 'unknown' }
  /** It never will. */
  | { kind: 'gone' };

const LONGEST_SEND_MS = 20_000;
const BUSY_MS = 10_000;
const AGAIN_MS = 2_000;
/** The connection never came about. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Sends, and tells what is certain about it: sending is not idempotent, so nobody may guess. */
export async function sendOutcome(send: () => Promise<string | undefined>): Promise<SendOutcome> {
  const late = new AbortController();
  try {
    const timeout = sleep(LONGEST_SEND_MS, 'late' as const, { signal: late.signal, ref: false });
    const sent = await Promise.race([send(), timeout.catch(() => 'late' as const)]);
    return sent === 'late' ? { kind: 'unknown' } : { kind: 'sent', activityId: sent ?? '' };
  } catch (error) {
    return outcomeOf(error);
  } finally {
    late.abort();
  }
}

function outcomeOf(error: unknown): SendOutcome {
  const { statusCode, code, details } = error as {
    statusCode?: unknown;
    code?: unknown;
    details?: { retryAfter?: unknown };
  };
  const status = typeof statusCode === 'number' ? statusCode : 0;
  if (status === 429 || status === 412) {
    const seconds = Number(details?.retryAfter);
    return { kind: 'not-taken', isBusy: true, waitMs: Number.isFinite(seconds) ? seconds * 1000 : BUSY_MS };
  }
  if (status === 403 || status === 404 || status === 400 || status === 413) return { kind: 'gone' };
  if (status === 401 || (typeof code === 'string' && NOT_CONNECTED.has(code))) {
    return { kind: 'not-taken', isBusy: false, waitMs: AGAIN_MS };
  }
  return { kind: 'unknown' };
}
