import type { SpeechEngine } from '../../../src/adapters/moonshine/models/speechEngine.ts';

/** Samples at least this loud are speech to the scripted engine. */
export const LOUD = 0.2;

/** An engine without models: what is loud is speech, and its words say how long it was. */
export function scriptedEngine(over: Partial<SpeechEngine> = {}): SpeechEngine {
  return {
    detect: async (windows) => windows.map(({ samples }) => (peakOf(samples) >= LOUD ? 1 : 0)),
    recognise: async (samples) =>
      `${(samples.filter((one) => Math.abs(one) >= LOUD / 2).length / 16_000).toFixed(1)} s`,
    ...over,
  };
}

/** Seconds of a loud voice, or of silence, at 8,000 samples a second. */
export function aSound(seconds: number, isLoud: boolean): Int16Array {
  return new Int16Array(Math.round(seconds * 8_000)).fill(isLoud ? 12_000 : 0);
}

export function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, one) => Math.max(peak, Math.abs(one)), 0);
}
