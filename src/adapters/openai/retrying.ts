import { setTimeout as sleep } from 'node:timers/promises';
import { EmbedderUnavailable, TextNotEmbeddable } from '../../ports/embedder.ts';
import { type Fault, faultOf as readFault } from './faultOf.ts';

/** Names of the settings to check. */
interface Advice {
  key: string;
  model: string;
  place: string;
}

const DEADLINE_MS = 60_000;
const ONE_TRY_MS = 30_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;

/**
 * Runs one request again while the server is busy, as late as it asks for, for at most a minute in all. Throws
 * EmbedderUnavailable, TextNotEmbeddable, and what the signal was aborted with.
 */
export async function retrying<Result>(
  request: (signal: AbortSignal) => Promise<Result>,
  advice: Advice,
  signal: AbortSignal,
): Promise<Result> {
  const giveUpAt = performance.now() + DEADLINE_MS;
  for (let tried = 0; ; tried += 1) {
    signal.throwIfAborted();
    try {
      return await request(AbortSignal.any([signal, AbortSignal.timeout(ONE_TRY_MS)]));
    } catch (error) {
      signal.throwIfAborted();
      const fault = faultOf(error);
      const pauseMs = fault.waitMs ?? pauseAfter(tried);
      if (!fault.isPassing || performance.now() + pauseMs > giveUpAt) throw translated(error, fault, advice);
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

function faultOf(error: unknown): Fault {
  if (error instanceof EmbedderUnavailable) {
    return { status: undefined, code: '', isPassing: false, waitMs: undefined };
  }
  return readFault(error);
}

/** Chance keeps several processes from coming back at the same moment. */
function pauseAfter(tried: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tried) * (0.75 + Math.random() / 4);
}

/** Our own words only: what the server says may repeat a key or a text. */
function translated(error: unknown, { status, code }: Fault, advice: Advice): Error {
  if (error instanceof EmbedderUnavailable) return error;
  const answered = `The embedder answered ${status}${/^[\w-]{1,40}$/.test(code) ? ` (${code})` : ''}`;
  const unavailable = (check: string): EmbedderUnavailable =>
    new EmbedderUnavailable(`${answered}: ${check}`, { cause: error, ...(status === undefined ? {} : { status }) });
  switch (status) {
    case undefined:
      return new EmbedderUnavailable(`The embedder did not answer: check ${advice.place} and the network.`, {
        cause: error,
      });
    case 400:
    case 413:
    case 422:
      // What Azure says when the deployment is of a chat model.
      if (code === 'OperationNotSupported') return unavailable(`check that ${advice.model} makes embeddings.`);
      return new TextNotEmbeddable(`${answered}: it does not take one of the texts.`, { cause: error });
    case 401:
    case 403:
      return unavailable(`check ${advice.key}, and that the key belongs to ${advice.place}.`);
    case 404:
      return unavailable(`check ${advice.model} and ${advice.place}.`);
    case 429:
      return unavailable('it is asked more than its quota allows; raise the quota or wait.');
    default:
      return unavailable(status >= 500 ? 'it has a fault of its own; wait.' : `check ${advice.model}.`);
  }
}
