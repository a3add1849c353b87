import type { Track } from '../../ports/audioSink.ts';
import { type ListenedCall, SpeechUnavailable } from '../../ports/speechToText.ts';
import { LIVE_RATE, type VoiceWords } from './live/liveVoice.ts';
import type { SpeechThread } from './speechThread.ts';

/** Samples that go to a thread at once: two windows of the detector. */
const BATCH = 512;

/** More of a voice is not kept for a thread that cannot follow: it would be told too late to help, and memory is bounded. */
const MOST_BEHIND_MS = 60_000;
/** Silence in the place of what was left out, so that no utterance reaches over it. */
const PARTING_SAMPLES = LIVE_RATE / 2;

/** One voice of a call in the hands of a thread. */
export class ThreadedVoice {
  readonly #call: ListenedCall;
  readonly #track: Track;
  /** When its first sample came, from the start of the call. */
  readonly #startMs: number;
  readonly #number: number;
  #thread: SpeechThread;
  #batch = new Int16Array(BATCH);
  #filled = 0;
  #sent = 0;
  /** Samples that a thread took with it when it broke: the next one counts from zero. */
  #missed = 0;
  /** Samples that are being left out now. */
  #leaving = 0;
  /** What was left out, each after so many samples that were sent. */
  #left: { after: number; samples: number }[] = [];
  #ended: PromiseWithResolvers<void> | undefined;

  constructor(
    number: number,
    call: ListenedCall,
    { track, startMs }: { track: Track; startMs: number },
    thread: SpeechThread,
  ) {
    this.#number = number;
    this.#call = call;
    this.#track = track;
    this.#startMs = startMs;
    this.#thread = thread;
    thread.begin({ kind: 'open', voice: number });
  }

  get thread(): SpeechThread {
    return this.#thread;
  }

  /** Takes samples in; they are left out, which is told, while the thread is a minute behind. */
  hear(samples: Int16Array): void {
    if (this.#thread.behindMs > MOST_BEHIND_MS) return this.#leaveOut(samples.length);
    if (this.#leaving > 0) this.#goOn();
    this.#push(samples);
  }

  #leaveOut(samples: number): void {
    if (this.#leaving === 0) {
      this.onFault(new SpeechUnavailable('Speech to text is a minute behind: what is said meanwhile is left out.'));
    }
    this.#leaving += samples;
  }

  #goOn(): void {
    const parting = Math.min(PARTING_SAMPLES, this.#leaving);
    this.#push(new Int16Array(parting));
    this.#left.push({ after: this.#sent + this.#filled, samples: this.#leaving - parting });
    this.#leaving = 0;
  }

  #push(samples: Int16Array): void {
    for (let taken = 0; taken < samples.length;) {
      const part = samples.subarray(taken, taken + BATCH - this.#filled);
      this.#batch.set(part, this.#filled);
      this.#filled += part.length;
      taken += part.length;
      if (this.#filled === BATCH) this.#flush();
    }
  }

  /** Resolves once its last words were told. */
  async end(): Promise<void> {
    this.#flush();
    this.#ended = Promise.withResolvers<void>();
    this.#thread.send({ kind: 'end', voice: this.#number });
    await this.#ended.promise;
    this.#thread.done();
  }

  /** Told that the thread is through with it. */
  onEnded(): void {
    this.#ended?.resolve();
  }

  /** Words from the thread; times become those of the call. */
  onWords({ text, startMs, endMs, isFinal }: VoiceWords): void {
    const at = this.#missed + (startMs * LIVE_RATE) / 1_000;
    const left = this.#left.reduce((sum, { after, samples }) => (after <= at ? sum + samples : sum), 0);
    const before = this.#startMs + Math.round(((this.#missed + left) * 1_000) / LIVE_RATE);
    this.#call.onUtterance({ text, track: this.#track, startMs: startMs + before, endMs: endMs + before, isFinal });
  }

  onFault(error: Parameters<ListenedCall['onFault']>[0]): void {
    this.#call.onFault(error);
  }

  /** The thread broke, with what it had not told; another one goes on, if there is one. */
  moveTo(thread: SpeechThread | undefined): void {
    this.#missed = this.#sent;
    if (thread === undefined || this.#ended !== undefined) return this.onEnded();
    this.#thread = thread;
    thread.begin({ kind: 'open', voice: this.#number });
  }

  #flush(): void {
    const samples = this.#batch.slice(0, this.#filled);
    this.#sent += this.#filled;
    this.#filled = 0;
    if (samples.length > 0) this.#thread.send({ kind: 'hear', voice: this.#number, samples });
  }
}
