import type { SpeechEngine } from '../models/speechEngine.ts';
import { WorkQueue } from '../workQueue.ts';
import { LiveVoice, type VoiceDesk, type VoiceEars } from './liveVoice.ts';

/** Audio that came in and was not looked at for longer than this makes the desk late. */
const LATE_MS = 400;
/** Voices looked at in one run of the detector. */
const MOST_AT_ONCE = 64;

/** All voices that one worker listens to. The detector looks at all of them in one run. */
export class ListeningDesk implements VoiceDesk {
  readonly queue: WorkQueue;
  readonly #engine: SpeechEngine;
  readonly #voices = new Set<LiveVoice>();
  #looking: Promise<void> | undefined;

  constructor(engine: SpeechEngine, queue = new WorkQueue()) {
    this.#engine = engine;
    this.queue = queue;
  }

  get recognise(): SpeechEngine['recognise'] {
    return this.#engine.recognise;
  }

  /** How far the worst-off voice is behind: audio not looked at, or words not found. */
  get behindMs(): number {
    return Math.max(this.queue.behindMs, ...[...this.#voices].map(({ unheardMs }) => unheardMs));
  }

  get isLate(): boolean {
    return this.queue.isLate || this.behindMs > LATE_MS;
  }

  /** Listens to one more voice. */
  open(ears: VoiceEars): LiveVoice {
    const voice = new LiveVoice(this, ears);
    this.#voices.add(voice);
    return voice;
  }

  /** Takes in what a voice said. */
  hear(voice: LiveVoice, samples: Int16Array): void {
    voice.hear(samples);
    this.#look();
  }

  /** Resolves once the last words of this voice were told. */
  async end(voice: LiveVoice): Promise<void> {
    for (this.#look(); this.#looking !== undefined; this.#look()) await this.#looking;
    this.#voices.delete(voice);
    await voice.end();
  }

  #look(): void {
    if (this.#looking !== undefined) return;
    const waiting: [LiveVoice, NonNullable<ReturnType<LiveVoice['nextWindow']>>][] = [];
    for (const voice of [...this.#voices]) {
      const window = waiting.length < MOST_AT_ONCE ? voice.nextWindow() : undefined;
      if (window === undefined) continue;
      waiting.push([voice, window]);
      // Who was looked at goes to the end of the line.
      this.#voices.delete(voice);
      this.#voices.add(voice);
    }
    if (waiting.length === 0) return;
    const windows = waiting.map(([, window]) => window);
    const { done } = this.queue.add('hear', () => this.#engine.detect(windows));
    this.#looking = done
      .then(
        (likelihoods) => {
          for (const [place, [voice, { samples }]] of waiting.entries()) voice.judged(samples, likelihoods[place] ?? 0);
        },
        // A window that cannot be judged counts as speech, so that nothing said is lost.
        () => waiting.forEach(([voice, { samples }]) => voice.judged(samples, 1)),
      )
      .then(() => {
        this.#looking = undefined;
        this.#look();
      });
  }
}
