import { SpeechThread } from './speechThread.ts';
import type { SpeechReply } from './speechMessages.ts';

/** Threads that break are started again, but not for ever. */
const MOST_RESTARTS = 5;
const LOOK_EVERY_MS = 500;

/** Who is told what the threads say. */
export interface ThreadsHooks {
  onReply: (reply: SpeechReply) => void;
  /** A thread broke; `next` goes on with its work, unless it broke too often. */
  onGone: (thread: SpeechThread, next: SpeechThread | undefined) => void;
}

/** As many threads as cores may be spent; each starts when first needed. */
export class SpeechThreads {
  readonly #entry: URL;
  readonly #hooks: ThreadsHooks;
  readonly #threads: (SpeechThread | undefined)[];
  #restarts = 0;
  #looking: NodeJS.Timeout | undefined;

  constructor({ count, entry }: { count: number; entry: URL }, hooks: ThreadsHooks) {
    this.#entry = entry;
    this.#hooks = hooks;
    this.#threads = Array.from({ length: count }, () => undefined);
  }

  get isBroken(): boolean {
    return this.#restarts > MOST_RESTARTS;
  }

  get behindMs(): number {
    return Math.max(0, ...this.#threads.map((thread) => thread?.behindMs ?? 0));
  }

  /** Resolves when every thread has its models. */
  async ready(): Promise<void> {
    const starting = this.#threads.map(async (_, place) => this.#thread(place).ready);
    await Promise.all(starting);
  }

  /** The thread with the least in its hands. */
  idlest(): SpeechThread {
    const work = this.#threads.map((thread) => thread?.work ?? 0);
    return this.#thread(work.indexOf(Math.min(...work)));
  }

  async close(): Promise<void> {
    clearInterval(this.#looking);
    await Promise.all(this.#threads.splice(0).map(async (thread) => thread?.close()));
  }

  #thread(place: number): SpeechThread {
    this.#looking ??= setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
    return (this.#threads[place] ??= this.#start(place));
  }

  #start(place: number): SpeechThread {
    const thread: SpeechThread = new SpeechThread(this.#entry, {
      onReply: this.#hooks.onReply,
      onGone: () => {
        this.#restarts += 1;
        this.#threads[place] = undefined;
        this.#hooks.onGone(thread, this.isBroken ? undefined : this.#thread(place));
      },
    });
    return thread;
  }

  /** Asks all how far behind they are. */
  #look(): void {
    for (const thread of this.#threads) thread?.look();
  }
}
