import { encodeMuLaw } from '../../../domain/g711.ts';
import type { RecogniserSession, SessionFault, SessionHooks, SessionWords } from './recogniserSession.ts';

/** Bytes of mu-law a millisecond. */
const BYTES_A_MS = 8;
/** Audio kept for a next session: what is not final yet, but no more than this. */
const MOST_KEPT_MS = 60_000;
const LONGEST_PAUSE_MS = 15_000;
/** The service has this long for the last words after the audio ended. */
const LAST_WORDS_MS = 15_000;

/** What a voice needs, and who is told. */
export interface VoiceHooks {
  start(hooks: SessionHooks): RecogniserSession;
  onWords(words: SessionWords, isFinal: boolean): void;
  /** Some words are lost: audio had to be let go, or the service will not have it. */
  onFault(fault: SessionFault): void;
  /** Before the next session when one was lost; grows with each one in a row. */
  firstPauseMs: number;
}

/** One voice on its way to Azure: through as many sessions as it takes, no final words lost and none doubled. */
export class AzureVoice {
  readonly #hooks: VoiceHooks;
  #session: RecogniserSession | undefined;
  /** Audio from `#keptFromMs` on, as far as it is not final. */
  #kept: Uint8Array[] = [];
  #keptMs = 0;
  #keptFromMs = 0;
  #failures = 0;
  #pausing: NodeJS.Timeout | undefined;
  #isGivenUp = false;
  #ended: PromiseWithResolvers<void> | undefined;

  constructor(hooks: VoiceHooks) {
    this.#hooks = hooks;
    this.#start();
  }

  hear(samples: Int16Array): void {
    if (this.#isGivenUp || this.#ended !== undefined) return;
    const bytes = encodeMuLaw(samples);
    this.#kept.push(bytes);
    this.#keptMs += bytes.length / BYTES_A_MS;
    this.#session?.write(bytes);
    if (this.#keptMs > MOST_KEPT_MS && this.#session === undefined) this.#letGo();
  }

  /** No audio follows; resolves once its last words were told, or will not come. */
  async end(): Promise<void> {
    this.#ended = Promise.withResolvers();
    if (this.#isGivenUp) this.#ended.resolve();
    this.#session?.finish();
    const tooLong = setTimeout(() => this.#ended?.resolve(), LAST_WORDS_MS);
    await this.#ended.promise;
    clearTimeout(tooLong);
    clearTimeout(this.#pausing);
    this.#session?.close();
    this.#session = undefined;
  }

  #start(): void {
    const fromMs = this.#keptFromMs;
    const inCall = (words: SessionWords): SessionWords => {
      return { ...words, startMs: words.startMs + fromMs, endMs: words.endMs + fromMs };
    };
    const session = this.#hooks.start({
      onInterim: (words) => this.#hooks.onWords(inCall(words), false),
      onFinal: (words) => {
        this.#failures = 0;
        this.#settle(inCall(words));
      },
      onEnd: () => this.#ended?.resolve(),
      onFault: (fault) => this.#again(fault, session),
    });
    this.#session = session;
    for (const bytes of this.#kept) session.write(bytes);
    if (this.#ended !== undefined) session.finish();
  }

  /** What is final is not needed again. */
  #settle(words: SessionWords): void {
    // A session that began with the middle of an utterance may tell its end once more.
    if (words.endMs <= this.#keptFromMs) return;
    if (words.text !== '') this.#hooks.onWords(words, true);
    this.#drop(words.endMs - this.#keptFromMs);
  }

  /** The SDK gave up on a session: another one goes on with what was not final. */
  #again(fault: SessionFault, session: RecogniserSession): void {
    session.close();
    this.#session = undefined;
    this.#failures += 1;
    const isInVain = fault === 'refused' || (fault === 'unauthorised' && this.#failures > 1);
    if (isInVain || (this.#ended !== undefined && this.#failures > 3)) {
      this.#isGivenUp = true;
      this.#kept = [];
      this.#hooks.onFault(fault);
      this.#ended?.resolve();
      return;
    }
    const pauseMs = Math.min(LONGEST_PAUSE_MS, this.#hooks.firstPauseMs * 2 ** (this.#failures - 1));
    this.#pausing = setTimeout(() => this.#start(), pauseMs);
    this.#pausing.unref();
  }

  /** The service has been away too long: the older half is let go, which is told once each time. */
  #letGo(): void {
    this.#drop(MOST_KEPT_MS / 2);
    this.#hooks.onFault('lost');
  }

  #drop(ms: number): void {
    let bytes = Math.min(Math.round(ms * BYTES_A_MS), Math.round(this.#keptMs * BYTES_A_MS));
    this.#keptFromMs += bytes / BYTES_A_MS;
    this.#keptMs -= bytes / BYTES_A_MS;
    while (bytes > 0) {
      const [first] = this.#kept;
      if (first === undefined) return;
      if (first.length > bytes) this.#kept[0] = first.subarray(bytes);
      else this.#kept.shift();
      bytes -= first.length;
    }
  }
}
