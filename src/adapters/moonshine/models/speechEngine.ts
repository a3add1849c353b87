/** Samples a second that the voice detector takes. */
export type DetectorRate = 8_000 | 16_000;

/** Samples a second that the recogniser takes. */
export const RECOGNISER_RATE = 16_000;

/** What the voice detector remembers of a voice between two windows. */
export interface VoiceMemory {
  readonly rate: DetectorRate;
  state: Float32Array;
  /** The end of the window before. */
  context: Float32Array;
}

/** The next samples of a voice: 32 ms of it, in [-1, 1]. */
export interface VoiceWindow {
  memory: VoiceMemory;
  samples: Float32Array;
}

/** What a worker listens with. */
export interface SpeechEngine {
  /** How likely each window holds a voice, in [0, 1]; windows of one rate, at most one of each voice. */
  detect: (windows: readonly VoiceWindow[]) => Promise<number[]>;
  /** The words in some seconds of one voice, at RECOGNISER_RATE; empty when there are none. */
  recognise: (samples: Float32Array) => Promise<string>;
}

/** Samples of a window at this rate: 32 ms. */
export function windowSamples(rate: DetectorRate): number {
  return rate / 31.25;
}

/** A voice of which nothing was heard yet. */
export function newVoice(rate: DetectorRate): VoiceMemory {
  return { rate, state: new Float32Array(256), context: new Float32Array(rate / 250) };
}
