/** Length of the filter on each side, in zero crossings: 16 keep what is folded back below hearing. */
const CROSSINGS = 16;
/** Share of the band that is kept. */
const KEPT_BAND = 0.94;

/** Changes the sampling rate, piece by piece; a piece is out by the length of half the filter. */
export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #half: number;
  readonly #phases: readonly Float32Array[];
  #history: Float32Array;
  /** Place of the next sample that comes out, in the finer grid of both rates, from the start of history. */
  #next: number;

  constructor(from: number, to: number) {
    const divisor = greatestCommonDivisor(from, to);
    this.#up = to / divisor;
    this.#down = from / divisor;
    const cutoff = Math.min(1, to / from) * KEPT_BAND;
    this.#half = Math.ceil(CROSSINGS / cutoff);
    this.#phases = Array.from({ length: this.#up }, (_, phase) => filterOf(phase / this.#up, this.#half, cutoff));
    this.#history = new Float32Array(this.#half);
    this.#next = this.#half * this.#up;
  }

  /** The samples that can be told after these. */
  push(samples: Float32Array): Float32Array {
    const heard = new Float32Array(this.#history.length + samples.length);
    heard.set(this.#history);
    heard.set(samples, this.#history.length);
    const last = (heard.length - this.#half) * this.#up;
    const count = Math.max(0, Math.ceil((last - this.#next) / this.#down));
    const out = new Float32Array(count);
    for (let at = 0; at < count; at += 1, this.#next += this.#down) {
      const centre = Math.floor(this.#next / this.#up);
      const filter = this.#phases[this.#next % this.#up] as Float32Array;
      const first = centre - this.#half + 1;
      let sum = 0;
      for (let tap = 0; tap < filter.length; tap += 1) sum += (filter[tap] as number) * (heard[first + tap] ?? 0);
      out[at] = sum;
    }
    const spent = Math.max(0, Math.floor(this.#next / this.#up) - this.#half);
    this.#history = heard.slice(spent);
    this.#next -= spent * this.#up;
    return out;
  }

  /** What is left when nothing follows. */
  flush(): Float32Array {
    return this.push(new Float32Array(this.#half));
  }
}

/** A whole piece at another rate. */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const resampler = new Resampler(from, to);
  const [body, rest] = [resampler.push(samples), resampler.flush()];
  const whole = new Float32Array(body.length + rest.length);
  whole.set(body);
  whole.set(rest, body.length);
  return whole;
}

/** A windowed sinc for samples that lie `offset` after the one before: taps from `half` - 1 before to `half` after. */
function filterOf(offset: number, half: number, cutoff: number): Float32Array {
  const taps = Float32Array.from({ length: half * 2 }, (_, tap) => {
    const distance = tap - half + 1 - offset;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / half);
    const x = Math.PI * distance * cutoff;
    return (x === 0 ? 1 : Math.sin(x) / x) * window;
  });
  const sum = taps.reduce((all, tap) => all + tap, 0);
  return taps.map((tap) => tap / sum);
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
