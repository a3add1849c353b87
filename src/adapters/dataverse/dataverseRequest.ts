import { setTimeout as sleep } from 'node:timers/promises';
import { CrmUnavailable } from '../../ports/crm.ts';

/** An environment of Dataverse and how to reach it. */
export interface DataversePlace {
  /** Such as https://name.crm.dynamics.com */
  url: string;
  /** A token of the identity this process runs as, for this scope. */
  token: (scope: string) => Promise<string>;
}

/** One request below `/api/data/v9.2/`. */
export interface DataverseRequest {
  method: 'GET' | 'PATCH';
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: object;
}

/** What came back: 2xx with a body, or a "no" that the caller asked for. */
export interface DataverseReply {
  status: number;
  body: Readonly<Record<string, unknown>>;
}

const WITHIN_MS = 10_000;
const DEADLINE_MS = 25_000;
const FIRST_PAUSE_MS = 500;

/**
 * Sends one request, again while the service protects itself (429 and 5xx, as late as Retry-After asks for), for at most
 * 25 seconds in all. Every request here may come twice without harm. 404 and 412 are answers. Throws CrmUnavailable.
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/compose-http-requests-handle-errors
 */
export async function askDataverse(
  request: DataverseRequest,
  place: DataversePlace,
  signal?: AbortSignal,
): Promise<DataverseReply> {
  const giveUpAt = performance.now() + DEADLINE_MS;
  for (let tried = 0; ; tried += 1) {
    signal?.throwIfAborted();
    const { status, waitMs, body, cause } = await sendOnce(request, place, signal);
    signal?.throwIfAborted();
    if (status !== undefined && (status < 300 || status === 404 || status === 412)) return { status, body };
    const pauseMs = waitMs ?? FIRST_PAUSE_MS * 2 ** tried * (0.75 + Math.random() / 4);
    const isPassing = status === undefined || status === 429 || status >= 500;
    if (!isPassing || performance.now() + pauseMs > giveUpAt) {
      throw new CrmUnavailable(adviceFor(status), { status, waitMs, cause });
    }
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

interface Sent extends Omit<DataverseReply, 'status'> {
  /** Undefined when nobody answered. */
  status: number | undefined;
  waitMs?: number | undefined;
  cause?: unknown;
}

async function sendOnce(
  { method, path, headers, body }: DataverseRequest,
  { url, token }: DataversePlace,
  signal: AbortSignal | undefined,
): Promise<Sent> {
  const origin = new URL(url).origin;
  const timeout = AbortSignal.timeout(WITHIN_MS);
  try {
    const response = await fetch(`${origin}/api/data/v9.2/${path}`, {
      method,
      // A token must not follow to another host.
      redirect: 'error',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      headers: {
        Authorization: `Bearer ${await token(`${origin}/.default`)}`,
        Accept: 'application/json',
        'OData-MaxVersion': '4.0',
        'OData-Version': '4.0',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, waitMs: askedWait(response.headers), body: parsed(text) };
  } catch (cause) {
    return { status: undefined, body: {}, cause };
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3). */
function askedWait(headers: Headers): number | undefined {
  const asked = headers.get('retry-after');
  if (asked === null) return undefined;
  const wait = Number.isFinite(Number(asked)) ? Number(asked) * 1000 : Date.parse(asked) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** Our own words only: what the service says may repeat a customer's data. */
function adviceFor(status: number | undefined): string {
  switch (status) {
    case undefined:
      return 'Dataverse did not answer: check DATAVERSE_URL, the network, and the identity of this process.';
    case 400:
      return 'Dataverse answered 400: check that the columns of DATAVERSE_COLUMNS and the alternate keys exist.';
    case 401:
    case 403:
      return `Dataverse answered ${status}: make the identity an application user with a role that reads contacts and writes phone calls.`;
    case 429:
      return 'Dataverse answered 429: it is asked more than its service protection limits allow; wait.';
    default:
      return `Dataverse answered ${status}: ${status >= 500 ? 'it has a fault of its own; wait.' : 'check DATAVERSE_URL.'}`;
  }
}
