// Makes conversations to listen to: sentences spoken by Flite, two voices, as a telephone would carry them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWav } from '../../src/adapters/moonshine/recording/readWav.ts';
import { resample } from '../../src/adapters/moonshine/recording/resampler.ts';
import { encodeMuLaw } from '../../src/domain/g711.ts';

/** One sentence of a conversation. */
export interface Line {
  /** 0 or 1. */
  channel: number;
  text: string;
}

/** A spoken line, and where it stands. */
export interface SpokenLine extends Line {
  startMs: number;
  endMs: number;
}

/** A conversation as samples of 8,000 a second. */
export interface SpokenCall {
  channels: [Int16Array, Int16Array];
  lines: SpokenLine[];
}

/** How a conversation sounds. */
export interface Manner {
  voices: readonly [string, string];
  /** Share of lines that begin before the last one is over. */
  overlap: number;
  /** Level of noise under the voices, in dB below them. */
  noiseDb: number;
}

export const RATE = 8_000;
const VOICE_LEVEL = 0.1;

/** Whether Flite is on this machine. */
export function canSpeak(): boolean {
  return spawnSync('flite', ['--version']).error === undefined;
}

/** Speaks lines one after the other, with pauses, overlaps, noise, and the band of a telephone. */
export function speakCall(lines: readonly Line[], { voices, overlap, noiseDb }: Manner): SpokenCall {
  const chance = seeded(7);
  const folder = mkdtempSync(join(tmpdir(), 'earpiece-speak-'));
  const spoken: { line: SpokenLine; samples: Float32Array }[] = [];
  let end = RATE / 2;
  for (const [place, line] of lines.entries()) {
    const samples = inBand(say(line.text, voices[line.channel] ?? voices[0], join(folder, `${place}.wav`)));
    const isOver = line.channel !== spoken.at(-1)?.line.channel && chance() < overlap;
    const start = Math.max(0, Math.round(end + (isOver ? -(0.3 + chance()) : 0.25 + chance()) * RATE));
    const times = { startMs: start / 8, endMs: (start + samples.length) / 8 };
    spoken.push({ line: { ...line, ...times }, samples });
    end = start + samples.length;
  }
  rmSync(folder, { recursive: true, force: true });
  const length = end + RATE;
  const channels = [0, 1].map((channel) => {
    const mix = Float32Array.from({ length }, () => (chance() - 0.5) * 2 * VOICE_LEVEL * 10 ** (-noiseDb / 20) * 1.7);
    for (const { line, samples } of spoken.filter((one) => one.line.channel === channel)) {
      const start = line.startMs * 8;
      for (const [at, sample] of samples.entries()) mix[start + at] = (mix[start + at] ?? 0) + sample;
    }
    return Int16Array.from(mix, (sample) => Math.max(-1, Math.min(1, sample)) * 32_767);
  });
  return { channels: channels as [Int16Array, Int16Array], lines: spoken.map(({ line }) => line) };
}

/** A stereo WAV file in mu-law. */
export function wavOf([left, right]: SpokenCall['channels']): Buffer {
  const codes = [encodeMuLaw(left), encodeMuLaw(right)];
  const data = Buffer.alloc(left.length * 2);
  for (let at = 0; at < left.length; at += 1) {
    data[at * 2] = codes[0]?.[at] ?? 0xff;
    data[at * 2 + 1] = codes[1]?.[at] ?? 0xff;
  }
  const head = Buffer.alloc(44);
  head.write('RIFF');
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  for (const [value, at] of [
    [16, 16],
    [RATE, 24],
    [RATE * 2, 28],
  ] as const) {
    head.writeUInt32LE(value, at);
  }
  for (const [value, at] of [
    [7, 20],
    [2, 22],
    [2, 32],
    [8, 34],
  ] as const) {
    head.writeUInt16LE(value, at);
  }
  head.write('data', 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

function say(text: string, voice: string, file: string): Float32Array {
  const { status } = spawnSync('flite', ['-voice', voice, '-t', text, '-o', file]);
  if (status !== 0) throw new Error(`flite could not say a line with the voice ${voice}.`);
  const recording = readWav(readFileSync(file));
  return resample(recording.read(0, 0, recording.length), recording.rate, RATE);
}

/** 300 to 3,400 Hz, as ITU-T G.712 has it: first-order slopes at the low end; the rate ends the high one. */
function inBand(samples: Float32Array): Float32Array {
  const out = new Float32Array(samples.length);
  const keep = 1 - (2 * Math.PI * 200) / RATE;
  let [before, last] = [0, 0];
  for (const [at, sample] of samples.entries()) {
    last = keep * (last + sample - before);
    before = sample;
    out[at] = last;
  }
  const level = Math.sqrt(out.reduce((sum, one) => sum + one * one, 0) / Math.max(1, out.length));
  return out.map((sample) => (sample * VOICE_LEVEL) / Math.max(1e-6, level));
}

/** The same chances each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
