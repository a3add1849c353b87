import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { RankedPassage } from '../../domain/passage.ts';
import { type KnowledgeIndex, type SearchQuery, SearchUnavailable } from '../../ports/knowledgeIndex.ts';
import type { Log } from '../../ports/log.ts';
import type { FtsReply, FtsRequest, FtsTask } from './ftsMessages.ts';
import type { FtsPlace } from './openFts.ts';

const REPLY_DEADLINE_MS = 2000;
const CLOSE_DEADLINE_MS = 2000;
const RESTART_PAUSE_MS = 1000;

/**
 * Full-text search over the knowledge base in this database, in a thread of its own. Returns at once, because reading a
 * large knowledge base takes seconds; `ready` tells when everything stored so far can be found.
 */
export function ftsIndex({ databaseUrl, databaseIdentity, dataDir, vectorModel }: FtsPlace, log: Log): KnowledgeIndex {
  return new FtsIndex({ databaseUrl, databaseIdentity, dataDir, vectorModel }, log);
}

interface Waiting {
  resolve: (reply: FtsReply) => void;
  reject: (reason: SearchUnavailable) => void;
}

/** Speaks to the worker thread and starts it again when it dies. */
class FtsIndex implements KnowledgeIndex {
  readonly #place: FtsPlace;
  readonly #log: Log;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;
  #ready: Promise<void>;
  #isClosed = false;

  constructor(place: FtsPlace, log: Log) {
    this.#place = place;
    this.#log = log;
    this.#ready = this.#start();
  }

  ready(): Promise<void> {
    return this.#ready;
  }

  async search(query: SearchQuery, signal?: AbortSignal): Promise<readonly RankedPassage[]> {
    const reply = await this.#ask({ kind: 'search', query }, signal);
    return reply.kind === 'found' ? reply.passages : noAnswer(reply);
  }

  async countDocuments(groups: readonly string[]): Promise<number> {
    const reply = await this.#ask({ kind: 'countDocuments', groups });
    return reply.kind === 'counted' ? reply.documents : noAnswer(reply);
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#isClosed = true;
    this.#worker = undefined;
    if (worker === undefined) return;
    const hasEnded = once(worker, 'exit');
    worker.postMessage({ id: 0, task: { kind: 'close' }, expiresAtMillis: Infinity } satisfies FtsRequest);
    const impatience = setTimeout(() => void worker.terminate(), CLOSE_DEADLINE_MS);
    await hasEnded;
    clearTimeout(impatience);
  }

  /** Resolves when the thread is ready for searches. */
  #start(): Promise<void> {
    const worker = new Worker(new URL('./ftsWorker.ts', import.meta.url), { workerData: this.#place, name: 'search' });
    const ready = Promise.withResolvers<void>();
    let fault: unknown;
    worker.on('message', (reply: FtsReply) => {
      if (reply.kind === 'ready') ready.resolve();
      else this.#waiting.get(reply.id)?.resolve(reply);
    });
    worker.on('error', (error: unknown) => {
      fault = error;
    });
    worker.on('exit', () => {
      const lost = new SearchUnavailable(`The search thread ended: ${reasonOf(fault)}`, { cause: fault });
      ready.reject(lost);
      this.#mourn(worker, lost);
    });
    this.#worker = worker;
    // Not everybody waits for it; searches tell of the failure too.
    ready.promise.catch(() => undefined);
    return ready.promise;
  }

  #mourn(worker: Worker, lost: SearchUnavailable): void {
    for (const { reject } of this.#waiting.values()) reject(lost);
    if (this.#worker === worker) this.#worker = undefined;
    if (this.#isClosed) return;
    this.#log.error({ reason: lost.message }, 'search thread ended, starting it again');
    setTimeout(() => {
      // A failed start ends the thread, which brings us here again.
      if (!this.#isClosed) this.#ready = this.#start();
    }, RESTART_PAUSE_MS).unref();
  }

  async #ask(task: FtsTask, signal?: AbortSignal): Promise<FtsReply> {
    signal?.throwIfAborted();
    if (this.#worker === undefined) throw new SearchUnavailable('The search thread is not running.');
    const id = (this.#lastId += 1);
    const { promise, resolve, reject } = Promise.withResolvers<FtsReply>();
    const late = new SearchUnavailable(`The search did not answer within ${REPLY_DEADLINE_MS} ms.`);
    const timer = setTimeout(reject, REPLY_DEADLINE_MS, late);
    const giveUp = () => reject(signal?.reason);
    signal?.addEventListener('abort', giveUp, { once: true });
    this.#waiting.set(id, { resolve, reject });
    this.#worker.postMessage({ id, task, expiresAtMillis: Date.now() + REPLY_DEADLINE_MS } satisfies FtsRequest);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      this.#waiting.delete(id);
    }
  }
}

function noAnswer(reply: FtsReply): never {
  throw new SearchUnavailable(reply.kind === 'failed' ? reply.reason : `The search sent "${reply.kind}" instead.`);
}

function reasonOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : 'it stopped without a reason.';
}
