import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the sender's clock may be from ours. */
const WINDOW_SECONDS = 300;

/** The headers that prove who sent a body: `X-Timestamp` (Unix seconds) and `X-Signature`. */
export interface SignedHeaders {
  timestamp: string | undefined;
  signature: string | undefined;
}

/** The value of `X-Signature` for a body sent at this second. */
export function signCallEvents(timestamp: string, body: Buffer, key: string): string {
  const digest = createHmac('sha256', key).update(`${timestamp}.`).update(body).digest('hex');
  return `sha256=${digest}`;
}

/** Why a body is not to be believed, or undefined when it is. */
export function refuseSignature(
  signed: { headers: SignedHeaders; body: Buffer },
  key: string,
  now: Date,
): 'unsigned' | 'forged' | 'stale' | undefined {
  const { timestamp = '', signature = '' } = signed.headers;
  if (!/^\d{1,12}$/.test(timestamp) || signature === '') return 'unsigned';
  const [given, expected] = [Buffer.from(signature), Buffer.from(signCallEvents(timestamp, signed.body, key))];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'forged';
  return Math.abs(now.getTime() / 1000 - Number(timestamp)) > WINDOW_SECONDS ? 'stale' : undefined;
}
