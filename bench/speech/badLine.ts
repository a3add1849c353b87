import { decodeG711, encodeMuLaw } from '../../src/domain/g711.ts';
import { JitterBuffer } from '../../src/telephony/siprec/media/jitterBuffer.ts';
import { parseRtp } from '../../src/telephony/siprec/media/parseRtp.ts';
import { rtpPackets } from '../../test/support/siprec/rtp.ts';
import { RATE, seeded, VOICE_LEVEL } from './say.ts';
import { inBits } from './speakCall.ts';

/** What a line does to a voice. */
export interface LineQuality {
  /** How far the noise is below the voice while it speaks, in dB. */
  snrDb: number;
  /** Share of packets that never come. */
  loss: number;
}

/**
 * A voice as it comes out of the line: noise of a room under it, G.711, packets of 20 ms of which some are lost, the jitter
 * buffer of the recording server.
 */
export function throughLine(voice: Float32Array, { snrDb, loss }: LineQuality, seed: number): Int16Array {
  const chance = seeded(seed);
  const noise = roomNoise(voice.length, chance);
  const level = VOICE_LEVEL * 10 ** (-snrDb / 20);
  const codes = encodeMuLaw(inBits(voice.map((sample, at) => sample + (noise[at] ?? 0) * level)));
  const heard: Int16Array[] = [];
  const jitter = new JitterBuffer({
    packet: ({ payload }) => void heard.push(decodeG711(payload, 'mu')),
    silence: (samples) => void heard.push(new Int16Array(samples)),
  });
  for (const bytes of rtpPackets(codes)) {
    const packet = parseRtp(bytes);
    if (packet !== undefined && chance() >= loss) jitter.push(packet);
  }
  jitter.flush();
  return joined(heard);
}

/** Both voices in one stream. */
export function mixed([one, other]: readonly [Float32Array, Float32Array]): Float32Array {
  return one.map((sample, at) => sample + (other[at] ?? 0));
}

/** Noise that falls by 6 dB an octave from 300 Hz up, near to what rooms sound like (Hoth), of level 1 in the telephone's band. */
function roomNoise(length: number, chance: () => number): Float32Array {
  const noise = new Float32Array(length);
  const keep = Math.exp((-2 * Math.PI * 300) / RATE);
  const highKeep = 1 - (2 * Math.PI * 200) / RATE;
  let [low, before, last] = [0, 0, 0];
  let power = 0;
  for (let at = 0; at < length; at += 1) {
    low = keep * low + (1 - keep) * (chance() - 0.5);
    last = highKeep * (last + low - before);
    before = low;
    noise[at] = last;
    power += last * last;
  }
  const level = Math.sqrt(power / Math.max(1, length));
  return noise.map((sample) => sample / Math.max(1e-9, level));
}

function joined(parts: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}
