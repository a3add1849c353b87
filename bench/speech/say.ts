// Sentences spoken by Flite or eSpeak NG, as a telephone would carry them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWav } from '../../src/adapters/moonshine/recording/readWav.ts';
import { resample } from '../../src/adapters/moonshine/recording/resampler.ts';

/** Samples a second of a telephone. */
export const RATE = 8_000;
/** How loud every voice is (root mean square, of 1). */
export const VOICE_LEVEL = 0.1;

/** Who can speak on this machine. */
export type Speaker = 'flite' | 'espeak-ng';

/** A voice, as its program names it. */
export interface Voice {
  speaker: Speaker;
  name: string;
}

/** Whether this program is here. */
export function canSpeak(speaker: Speaker): boolean {
  return spawnSync(speaker, ['--version']).error === undefined;
}

/** Lends a mouth to some work: what it says comes back as samples at RATE, in band, as loud as any, without silence around it. */
export function speaking<T>(work: (say: (text: string, voice: Voice) => Float32Array) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'earpiece-speak-'));
  try {
    return work((text, voice) => trimmed(inBand(read(say(text, voice, join(folder, 'said.wav'))))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function say(text: string, { speaker, name }: Voice, file: string): string {
  const { status } =
    speaker === 'flite'
      ? spawnSync('flite', ['-voice', name, '-t', text, '-o', file])
      : spawnSync('espeak-ng', ['-v', name, '-s', '165', '-w', file, '--stdin'], { input: text });
  if (status !== 0) throw new Error(`${speaker} could not say a line with the voice ${name}.`);
  return file;
}

/** A recording at the rate of a telephone. */
export function read(file: string): Float32Array {
  const recording = readWav(readFileSync(file));
  return resample(recording.read(0, 0, recording.length), recording.rate, RATE);
}

/** 300 to 3,400 Hz, as ITU-T G.712 has it: first-order slopes at the low end; the rate ends the high one. */
export function inBand(samples: Float32Array): Float32Array {
  const out = new Float32Array(samples.length);
  const keep = 1 - (2 * Math.PI * 200) / RATE;
  let [before, last] = [0, 0];
  for (const [at, sample] of samples.entries()) {
    last = keep * (last + sample - before);
    before = sample;
    out[at] = last;
  }
  const level = levelOf(out);
  return out.map((sample) => (sample * VOICE_LEVEL) / Math.max(1e-6, level));
}

function levelOf(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / Math.max(1, samples.length));
}

/** Without the silence that programs put around a sentence: its last sample is the end of the speech. */
function trimmed(samples: Float32Array): Float32Array {
  const isHeard = (sample: number): boolean => Math.abs(sample) > AUDIBLE;
  const first = Math.max(0, samples.findIndex(isHeard));
  return samples.subarray(first, samples.findLastIndex(isHeard) + 1);
}

/** A tenth of the level of a voice. */
export const AUDIBLE = VOICE_LEVEL / 10;

/** The same chances each time, in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
