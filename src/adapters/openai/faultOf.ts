/** What went wrong with one request, in terms one can act on. */
export interface Fault {
  /** Undefined when nobody answered. */
  status: number | undefined;
  code: string;
  /** Trying again may help. */
  isPassing: boolean;
  /** What the server asks for. */
  waitMs: number | undefined;
}

/** Reads the SDK's errors by their fields: its classes would have to be loaded to be asked for. */
export function faultOf(error: unknown): Fault {
  const { status, code, headers } = error as { status?: unknown; code?: unknown; headers?: unknown };
  const known = typeof status === 'number' ? status : undefined;
  return {
    status: known,
    code: typeof code === 'string' ? code : '',
    // Without a status nobody answered. An exhausted quota says 429 too and does not pass.
    isPassing:
      (known === undefined || [408, 409, 429].includes(known) || known >= 500) && code !== 'insufficient_quota',
    waitMs: headers instanceof Headers ? askedWait(headers) : undefined,
  };
}

/** `retry-after-ms` in milliseconds, or `Retry-After` in seconds or as a date (RFC 9110, 10.2.3). */
function askedWait(headers: Headers): number | undefined {
  const millis = headers.get('retry-after-ms');
  const seconds = headers.get('retry-after');
  if (millis !== null && Number.isFinite(Number(millis))) return Math.max(0, Number(millis));
  if (seconds === null) return undefined;
  const wait = Number.isFinite(Number(seconds)) ? Number(seconds) * 1000 : Date.parse(seconds) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
