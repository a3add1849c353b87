/** Where telephone speech ends; nothing above half of the new rate may be left, or it would come back as noise. */
const CUTOFF_HZ = 3_600;
const NEW_RATE = 8_000;
const TAPS_PER_STEP = 31;

/** Takes a voice down to 8,000 samples a second; keeps what it needs of the frames before. Made for one voice. */
export function toTelephoneRate(sampleRate: 16_000 | 24_000): (samples: Int16Array) => Int16Array {
  const step = sampleRate / NEW_RATE;
  const taps = lowPass(sampleRate, step * TAPS_PER_STEP);
  let waiting: Int16Array = new Int16Array(taps.length - 1);
  return (samples) => {
    const all = new Int16Array(waiting.length + samples.length);
    all.set(waiting);
    all.set(samples, waiting.length);
    const count = Math.max(0, Math.floor((all.length - taps.length) / step) + 1);
    const out = new Int16Array(count);
    for (let at = 0; at < count; at += 1) out[at] = filtered(all, at * step, taps);
    waiting = all.slice(count * step);
    return out;
  };
}

function filtered(samples: Int16Array, from: number, taps: Float64Array): number {
  let sum = 0;
  for (let tap = 0; tap < taps.length; tap += 1) sum += (samples[from + tap] ?? 0) * (taps[tap] ?? 0);
  return Math.max(-32_768, Math.min(32_767, Math.round(sum)));
}

/** A windowed sinc (Hamming), whose sum is 1. */
function lowPass(sampleRate: number, length: number): Float64Array {
  const middle = (length - 1) / 2;
  const taps = Float64Array.from({ length }, (_, at) => {
    const x = (2 * CUTOFF_HZ * (at - middle)) / sampleRate;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return sinc * (0.54 - 0.46 * Math.cos((2 * Math.PI * at) / (length - 1)));
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
}
