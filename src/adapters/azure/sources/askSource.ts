import { setTimeout as sleep } from 'node:timers/promises';
import { ItemRefused, SourceUnavailable } from '../../../ports/knowledgeSource.ts';

/** How a source is asked. */
export interface SourceAccess {
  /** Names the service to people. */
  service: string;
  /** A token for it; rejects when there is none. */
  token(): Promise<string>;
  /** What a status means and what to do about it, without a word of what the service said. */
  adviceFor(status: number): string;
  /** Waits in tests. */
  pause?: (millis: number, signal: AbortSignal) => Promise<unknown>;
}

/** What is asked. */
export interface SourceRequest {
  address: string;
  headers?: Record<string, string>;
  method?: 'GET' | 'POST';
  body?: string;
  /** For the whole answer, its content too; a minute when left out. */
  withinMs?: number;
}

const WITHIN_MS = 60_000;
const MOST_TRIES = 4;
/** Who asks for more than this is left alone until the next look. */
const LONGEST_PAUSE_MS = 60_000;
const FIRST_PAUSE_MS = 1000;

/**
 * Asks, and again after the time a busy service names (`Retry-After`, RFC 9110, 10.2.3). Resolves to any answer that
 * another try would not change; follows no redirect. Throws SourceUnavailable, and what the signal was aborted with.
 */
export async function askSource(request: SourceRequest, access: SourceAccess, signal: AbortSignal): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const response = await askOnce(request, access, signal);
    if (!isBusy(response.status)) return response;
    await response.body?.cancel();
    const waitMs = askedWait(response.headers.get('retry-after')) ?? FIRST_PAUSE_MS * 2 ** (tries - 1);
    if (tries === MOST_TRIES || waitMs > LONGEST_PAUSE_MS) throw busy(access, response.status, waitMs);
    await pauseFor(waitMs, access, signal);
  }
}

/** The body of an answer that is what was asked for. Throws SourceUnavailable. */
export async function bodyOf(response: Response, access: SourceAccess, mostBytes: number): Promise<Buffer> {
  if (response.status !== 200) throw await refusalOf(response, access);
  return readWithin(response, access, mostBytes);
}

/** The bytes of an answer. Throws ItemRefused when they are too many, else SourceUnavailable. */
export async function readWithin(response: Response, access: SourceAccess, mostBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new ItemRefused('The file is larger than 100 MB; split it.');
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof ItemRefused) throw cause;
    throw new SourceUnavailable(`${access.service} broke off its answer.`, { cause });
  }
  return Buffer.concat(chunks);
}

/** The fault that an answer stands for. */
export async function refusalOf(response: Response, access: SourceAccess): Promise<SourceUnavailable> {
  await response.body?.cancel();
  return new SourceUnavailable(access.adviceFor(response.status));
}

/** True for a status after which the service wants to be left alone for a while. */
export function isBusy(status: number): boolean {
  return [429, 503, 504].includes(status);
}

/** The service is busier than can be waited for. */
export function busy({ service }: SourceAccess, status: number, waitMs: number): SourceUnavailable {
  const seconds = Math.ceil(waitMs / 1000);
  return new SourceUnavailable(`${service} answered ${status}: it is busy; trying again in ${seconds} seconds.`, {
    waitMs,
  });
}

/** Seconds, or a date, in milliseconds from now. */
export function askedWait(header: string | null | undefined): number | undefined {
  if (header === null || header === undefined) return undefined;
  const wait = Number.isFinite(Number(header)) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** Waits for so long. Throws what the signal was aborted with. */
export async function pauseFor(millis: number, access: SourceAccess, signal: AbortSignal): Promise<void> {
  if (access.pause === undefined) await sleep(millis, undefined, { signal, ref: false });
  else await access.pause(millis, signal);
}

async function askOnce(
  { address, headers = {}, method = 'GET', body, withinMs = WITHIN_MS }: SourceRequest,
  access: SourceAccess,
  signal: AbortSignal,
): Promise<Response> {
  const authorization = `Bearer ${await tokenOf(access)}`;
  try {
    return await fetch(address, {
      method,
      headers: { ...headers, authorization },
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(withinMs)]),
      ...(body === undefined ? {} : { body }),
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw new SourceUnavailable(`${access.service} did not answer: check the network.`, { cause });
  }
}

async function tokenOf(access: SourceAccess): Promise<string> {
  try {
    return await access.token();
  } catch (cause) {
    throw new SourceUnavailable(
      `There is no token for ${access.service}: check the managed identity of this process.`,
      {
        cause,
      },
    );
  }
}
