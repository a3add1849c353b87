import type { VoiceWindow } from '../models/speechEngine.ts';
import { newVoice, RECOGNISER_RATE, type SpeechEngine, windowSamples } from '../models/speechEngine.ts';
import { resample } from '../recording/resampler.ts';
import type { WaitingJob, WorkQueue } from '../workQueue.ts';
import { type Cut, type CutSpeech, LIVE, UtteranceCutter } from './utteranceCutter.ts';

/** Samples a second of live calls. */
export const LIVE_RATE = 8_000;

/** Words of a voice; times from its first sample. */
export interface VoiceWords {
  text: string;
  startMs: number;
  endMs: number;
  isFinal: boolean;
}

/** Who is told what a voice says, and what became of the work. */
export interface VoiceEars {
  onWords(words: VoiceWords): void;
  onInterimDropped(): void;
  onFault(error: unknown): void;
}

/** Where the work of a voice is done. */
export interface VoiceDesk {
  queue: WorkQueue;
  recognise: SpeechEngine['recognise'];
  /** True while nothing should be begun that can be left out. */
  readonly isLate: boolean;
}

/** A look at what was said so far. */
interface Interim {
  end: number;
  job: WaitingJob<string>;
  wasDropped: boolean;
}

/** Quieter than this (of 32,768) is silence whatever the detector says: digital silence and the noise of a decoder. */
const SILENT_PEAK = 8;

/** One voice of a live call on its way to words. */
export class LiveVoice {
  readonly #memory = newVoice(LIVE_RATE);
  readonly #cutter = new UtteranceCutter(LIVE_RATE, LIVE);
  readonly #size = windowSamples(LIVE_RATE);
  readonly #desk: VoiceDesk;
  readonly #ears: VoiceEars;
  #unheard: Int16Array[] = [];
  #place = 0;
  #unheardSamples = 0;
  #interim: Interim | undefined;
  #lastFinal: Promise<void> = Promise.resolve();

  constructor(desk: VoiceDesk, ears: VoiceEars) {
    this.#desk = desk;
    this.#ears = ears;
  }

  /** Takes samples in; they are looked at window by window. */
  hear(samples: Int16Array): void {
    this.#unheard.push(samples);
    this.#unheardSamples += samples.length;
  }

  /** How much of it has come in and was not looked at. */
  get unheardMs(): number {
    return (this.#unheardSamples * 1_000) / LIVE_RATE;
  }

  /** The next window for the detector; undefined while there is none. Silent ones are passed by on the way. */
  nextWindow(): VoiceWindow | undefined {
    for (let samples = this.#take(); samples !== undefined; samples = this.#take()) {
      if (!this.#cutter.isSpeaking && isSilent(samples)) this.judged(floatsOf(samples), 0);
      else return { memory: this.#memory, samples: floatsOf(samples) };
    }
    return undefined;
  }

  /** Told how likely a window holds a voice. */
  judged(samples: Float32Array, likelihood: number): void {
    this.#act(this.#cutter.push(samples, likelihood));
  }

  /** Nothing follows; resolves once its last words were told. */
  async end(): Promise<void> {
    this.#act(this.#cutter.flush());
    await this.#lastFinal;
    this.#dropInterim();
  }

  #act(cut: Cut | undefined): void {
    if (cut?.kind === 'pause') this.#lookAt(cut.speech);
    else if (cut?.kind === 'end') this.#finish(cut.speech);
  }

  /** What is understood in a pause is final if nothing follows: most utterances wait for nothing but silence. */
  #lookAt(speech: CutSpeech): void {
    this.#dropInterim();
    if (this.#desk.isLate) {
      this.#ears.onInterimDropped();
      return;
    }
    const job = this.#desk.queue.add('interim', () => this.#wordsOf(speech));
    const interim = { end: speech.end, job, wasDropped: false };
    this.#interim = interim;
    job.done.then(
      (text) => {
        if (this.#interim === interim) this.#tell(speech, text, false);
      },
      // The final one is tried again.
      () => undefined,
    );
  }

  #finish(speech: CutSpeech): void {
    const words = this.#wordsInPause(speech) ?? this.#finalWords(speech);
    const before = this.#lastFinal;
    this.#lastFinal = words
      .then((text) => before.then(() => this.#tell(speech, text, true)))
      .catch((error: unknown) => this.#ears.onFault(error));
  }

  /** What was, or is being, understood in the pause before this end; undefined when that was of less speech. */
  #wordsInPause(speech: CutSpeech): Promise<string> | undefined {
    const interim = this.#interim;
    this.#dropInterim();
    if (interim === undefined || interim.wasDropped || interim.end !== speech.end) return undefined;
    return interim.job.done.catch(() => this.#finalWords(speech));
  }

  #finalWords(speech: CutSpeech): Promise<string> {
    return this.#desk.queue.add('final', () => this.#wordsOf(speech)).done;
  }

  #dropInterim(): void {
    if (this.#interim === undefined) return;
    this.#interim.wasDropped = this.#interim.job.drop();
    if (this.#interim.wasDropped) this.#ears.onInterimDropped();
    this.#interim = undefined;
  }

  #wordsOf({ samples }: CutSpeech): Promise<string> {
    return this.#desk.recognise(resample(samples, LIVE_RATE, RECOGNISER_RATE));
  }

  #tell({ start, end }: CutSpeech, text: string, isFinal: boolean): void {
    if (text === '') return;
    const [startMs, endMs] = [start, end].map((at) => Math.round((at * 1_000) / LIVE_RATE));
    this.#ears.onWords({ text, startMs: startMs ?? 0, endMs: endMs ?? 0, isFinal });
  }

  /** The samples of the next window, when so many were heard. */
  #take(): Int16Array | undefined {
    if (this.#unheardSamples < this.#size) return undefined;
    this.#unheardSamples -= this.#size;
    const window = new Int16Array(this.#size);
    for (let filled = 0; filled < this.#size;) {
      const [first] = this.#unheard;
      if (first === undefined) break;
      const part = first.subarray(this.#place, this.#place + this.#size - filled);
      window.set(part, filled);
      filled += part.length;
      this.#place += part.length;
      if (this.#place === first.length) {
        this.#unheard.shift();
        this.#place = 0;
      }
    }
    return window;
  }
}

function isSilent(samples: Int16Array): boolean {
  return samples.every((sample) => sample < SILENT_PEAK && sample > -SILENT_PEAK);
}

function floatsOf(samples: Int16Array): Float32Array {
  return Float32Array.from(samples, (sample) => sample / 32_768);
}
