import { type DetectorRate, windowSamples } from '../models/speechEngine.ts';

/** Some seconds of one voice, cut out of what was heard. */
export interface CutSpeech {
  samples: Float32Array;
  /** In samples from the first one heard, of the speech itself: what is kept around it does not count. */
  start: number;
  end: number;
}

/** What a window brought: a pause in which the speech so far can be looked at, or the end of an utterance. */
export type Cut = { kind: 'pause'; speech: CutSpeech } | { kind: 'end'; speech: CutSpeech };

/** How patient the cutter is, in windows of 32 ms. */
export interface Patience {
  /** After so much silence an utterance is over. */
  silence: number;
  /** After so much silence the speech so far can be looked at; none when left out. */
  pause?: number;
}

/** For live calls: every window counts, as the verdict waits. */
export const LIVE: Patience = { silence: 14, pause: 6 };
/** For recordings: longer utterances are understood better. */
export const UNHURRIED: Patience = { silence: 20 };

/** Likelihood from which a window opens speech, and below which it counts as silence (Silero's own advice). */
const VOICE = 0.5;
const NO_VOICE = 0.35;
/** Kept before and after speech, for the soft sounds a detector misses. */
const KEPT_BEFORE = 8;
const KEPT_AFTER = 5;
/** Less than this is a click. */
const SHORTEST = 3;
/** From here on a short pause is enough, and no utterance is longer; the recogniser was trained on such lengths. */
const LONG = 250;
const LONGEST = 440;
const LOOK_BACK = 80;

/** Cuts what one voice says into utterances, window by window. It holds no more than the longest utterance. */
export class UtteranceCutter {
  readonly #patience: Patience;
  readonly #size: number;
  /** What is kept before speech, then the speech itself. */
  #windows: { samples: Float32Array; likelihood: number }[] = [];
  #heard = 0;
  #isSpeaking = false;
  #voiced = 0;
  #silent = 0;

  constructor(rate: DetectorRate, patience: Patience) {
    this.#size = windowSamples(rate);
    this.#patience = patience;
  }

  /** True while somebody speaks. */
  get isSpeaking(): boolean {
    return this.#isSpeaking;
  }

  /** Takes the next window with the likelihood that it holds a voice. */
  push(samples: Float32Array, likelihood: number): Cut | undefined {
    this.#windows.push({ samples, likelihood });
    this.#heard += 1;
    if (!this.#isSpeaking) {
      if (likelihood < VOICE) {
        if (this.#windows.length > KEPT_BEFORE) this.#windows.shift();
        return undefined;
      }
      this.#isSpeaking = true;
      this.#voiced = 0;
    }
    this.#voiced += likelihood >= VOICE ? 1 : 0;
    this.#silent = likelihood < NO_VOICE ? this.#silent + 1 : 0;
    const isLong = this.#windows.length > LONG;
    if (this.#silent >= (isLong ? (this.#patience.pause ?? LIVE.pause ?? 6) : this.#patience.silence))
      return this.#end();
    if (this.#windows.length >= LONGEST) return this.#cutAtQuietest();
    if (this.#silent === this.#patience.pause && this.#voiced >= SHORTEST) {
      return { kind: 'pause', speech: this.#speech(this.#windows.length - this.#silent) };
    }
    return undefined;
  }

  /** Nothing follows: what is being said is an utterance as it stands. */
  flush(): Cut | undefined {
    return this.#isSpeaking ? this.#end() : undefined;
  }

  #end(): Cut | undefined {
    const isSpeech = this.#voiced >= SHORTEST;
    const speech = this.#speech(this.#windows.length - this.#silent);
    this.#windows = this.#windows.slice(-KEPT_BEFORE);
    this.#isSpeaking = false;
    this.#silent = 0;
    return isSpeech ? { kind: 'end', speech } : undefined;
  }

  /** Somebody speaks on and on: the quietest moment of the last seconds parts two utterances. */
  #cutAtQuietest(): Cut {
    const from = this.#windows.length - LOOK_BACK;
    const late = this.#windows.slice(from).map(({ likelihood }) => likelihood);
    const place = from + late.indexOf(Math.min(...late));
    const speech = this.#speech(place);
    this.#windows = this.#windows.slice(place);
    this.#voiced = this.#windows.filter(({ likelihood }) => likelihood >= VOICE).length;
    return { kind: 'end', speech };
  }

  /** Speech up to a window, with a little of what follows. */
  #speech(until: number): CutSpeech {
    const kept = this.#windows.slice(0, until + KEPT_AFTER);
    const samples = new Float32Array(kept.length * this.#size);
    for (const [place, window] of kept.entries()) samples.set(window.samples, place * this.#size);
    const first = this.#heard - this.#windows.length;
    const opening = this.#windows.findIndex(({ likelihood }) => likelihood >= VOICE);
    return { samples, start: (first + Math.max(0, opening)) * this.#size, end: (first + until) * this.#size };
  }
}
