// Makes conversations to listen to: two voices that talk over each other, and the line between them and us.
import { encodeMuLaw } from '../../src/domain/g711.ts';
import { RATE, seeded, speaking, type Voice } from './say.ts';

/** One sentence of a conversation. */
export interface Line {
  /** 0 or 1. */
  channel: number;
  text: string;
  /** Said while the line before goes on, which is not broken off. */
  isInterjection?: boolean;
}

/** A spoken line, and where it stands. */
export interface SpokenLine extends Line {
  startMs: number;
  /** Of its last sample of speech. */
  endMs: number;
}

/** A conversation as samples of 8,000 a second, in [-1, 1], without any noise. */
export interface SpokenCall {
  channels: [Float32Array, Float32Array];
  lines: SpokenLine[];
}

/** How a conversation sounds. */
export interface Manner {
  voices: readonly [Voice, Voice];
  /** Share of lines that begin before the last one is over. */
  overlap: number;
  /** Pauses between lines: 0.25 s and up to so much more. */
  pauseSeconds?: number;
}

/** Speaks lines one after the other, with pauses and overlaps. */
export function speakCall(lines: readonly Line[], { voices, overlap, pauseSeconds = 1 }: Manner): SpokenCall {
  const chance = seeded(7);
  const spoken: { line: SpokenLine; samples: Float32Array }[] = [];
  /** Where the call has come to, and where each voice has. */
  let end = RATE / 2;
  const ends = [end, end];
  speaking((say) => {
    for (const line of lines) {
      const samples = say(line.text, voices[line.channel] ?? voices[0]);
      const last = spoken.at(-1);
      const isOver = line.channel !== last?.line.channel && chance() < overlap;
      const pause = isOver ? -(0.3 + chance()) : 0.25 + chance() * pauseSeconds;
      const within = last && middleOf(last.line, chance());
      const wanted = line.isInterjection === true && within !== undefined ? within : end + pause * RATE;
      // Nobody says two things at once.
      const start = Math.round(Math.max(wanted, (ends[line.channel] ?? 0) + RATE / 10));
      spoken.push({ line: { ...line, startMs: start / 8, endMs: (start + samples.length) / 8 }, samples });
      ends[line.channel] = start + samples.length;
      end = Math.max(end, start + samples.length);
    }
  });
  const mixed = [0, 1].map((channel) => {
    const mix = new Float32Array(end + RATE);
    for (const { line, samples } of spoken.filter((one) => one.line.channel === channel)) {
      mix.set(samples, line.startMs * 8);
    }
    return mix;
  });
  return { channels: mixed as SpokenCall['channels'], lines: spoken.map(({ line }) => line) };
}

/** A place between a third and two thirds of a line, in samples. */
function middleOf({ startMs, endMs }: SpokenLine, chance: number): number {
  return (startMs + (endMs - startMs) * (0.33 + chance * 0.33)) * 8;
}

/** Share of lines that begin before another one, of the other voice, is over. */
export function overlapOf(lines: readonly SpokenLine[]): number {
  const over = lines.filter((line, place) =>
    lines.some((other, at) => at < place && other.channel !== line.channel && other.endMs > line.startMs),
  );
  return over.length / Math.max(1, lines.length);
}

/** Samples as 16 bits. */
export function inBits(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (sample) => Math.max(-1, Math.min(1, sample)) * 32_767);
}

/** A stereo WAV file in mu-law. */
export function wavOf([left, right]: readonly [Int16Array, Int16Array]): Buffer {
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
