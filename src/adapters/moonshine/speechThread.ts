import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { SpeechReply, SpeechRequest } from './speechMessages.ts';

/** Who is told what a thread says. */
export interface ThreadHooks {
  onReply(reply: SpeechReply): void;
  /** The thread is gone, with everything it knew. */
  onGone(): void;
}

/** A run of a model takes less, and so does loading them. */
const LEAVE_MS = 5_000;

/** A worker thread with the models in it. Requests sent before it is ready wait. */
export class SpeechThread {
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  /** Voices and recordings in its hands. */
  #work = 0;
  #behindMs = 0;
  /** When it was asked how far behind it is, while it has not answered. */
  #askedAt: number | undefined;
  #isReady = false;
  readonly #gone = Promise.withResolvers<void>();
  #isClosing = false;

  constructor(entry: URL, hooks: ThreadHooks) {
    this.#worker = new Worker(entry, { name: 'speech' });
    this.#keepAlive();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.ready = promise;
    promise.catch(() => undefined);
    this.#worker.on('message', (reply: SpeechReply) => {
      if (reply.kind === 'ready') {
        this.#isReady = true;
        resolve();
      } else if (reply.kind === 'behind') {
        this.#behindMs = reply.behindMs;
        this.#askedAt = undefined;
      } else hooks.onReply(reply);
    });
    let reason: unknown = 'it ended';
    this.#worker.on('error', (error: unknown) => {
      reason = error;
    });
    this.#worker.on('exit', () => {
      this.#gone.resolve();
      reject(reason);
      if (!this.#isClosing) hooks.onGone();
    });
  }

  get work(): number {
    return this.#work;
  }

  /** How long the utterance that waits longest had waited at the last look, and how long that look has no answer. */
  get behindMs(): number {
    return this.#behindMs + (this.#askedAt === undefined ? 0 : performance.now() - this.#askedAt);
  }

  /** Asks how far behind it is. */
  look(): void {
    // While it starts it cannot answer, which is no sign of being behind.
    if (this.#isReady) this.#askedAt ??= performance.now();
    this.send({ kind: 'look' });
  }

  /** Hands over a voice or a recording, until done() is called. */
  begin(request: SpeechRequest): void {
    this.#work += 1;
    this.#keepAlive();
    this.send(request);
  }

  done(): void {
    this.#work -= 1;
    // Who has nothing in hand is not behind, whatever was said at the last look.
    if (this.#work === 0) [this.#behindMs, this.#askedAt] = [0, undefined];
    this.#keepAlive();
  }

  send(request: SpeechRequest): void {
    this.#worker.postMessage(request);
  }

  /** Ends it between two runs of its models: within one it would take the process with it. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#worker.ref();
    this.send({ kind: 'leave' });
    const tooLong = AbortSignal.timeout(LEAVE_MS);
    await Promise.race([this.#gone.promise, once(tooLong, 'abort')]);
    await this.#worker.terminate();
  }

  /** An idle thread keeps no finished command alive. */
  #keepAlive(): void {
    if (this.#work > 0) this.#worker.ref();
    else this.#worker.unref();
  }
}
