/** One example: the places that are not zero, their values, and which it is. */
export interface Example {
  places: readonly number[];
  values: readonly number[];
  label: 0 | 1;
  weight: number;
}

/** How strongly each weight is held and towards what, and the sign it must keep (0: any). The last place is the bias. */
export interface Holding {
  penalties: readonly number[];
  /** 0 where left out. */
  priors?: readonly number[];
  signs: readonly number[];
  steps: number;
}

/**
 * Logistic regression with ridge penalties and kept signs by accelerated projected gradient, each weight at its own
 * pace: no chance in it, so the same examples give the same weights. The bias is the last weight.
 */
export function fitModel(
  examples: readonly Example[],
  { penalties, priors = [], signs, steps }: Holding,
): Float64Array {
  const size = penalties.length;
  const table = tableOf(examples);
  const curvatures = curvaturesOf(table, size);
  let weights: Float64Array = Float64Array.from(penalties, (_, place) => priors[place] ?? 0);
  let ahead: Float64Array = weights;
  let momentum = 1;
  for (let step = 0; step < steps; step += 1) {
    const gradient = gradientAt(ahead, table);
    const next = new Float64Array(size);
    for (let place = 0; place < size; place += 1) {
      const penalty = penalties[place] ?? 0;
      const at = ahead[place] ?? 0;
      const pace = (curvatures[place] ?? 0) * SHARE_OF_BOUND + penalty + 1e-9;
      const moved = at - ((gradient[place] ?? 0) + penalty * (at - (priors[place] ?? 0))) / pace;
      next[place] = (signs[place] ?? 0) * moved < 0 ? 0 : moved;
    }
    const nextMomentum = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const push = (momentum - 1) / nextMomentum;
    const before = weights;
    ahead = next.map((value, place) => value + push * (value - (before[place] ?? 0)));
    weights = next;
    momentum = nextMomentum;
  }
  return weights;
}

/** The bound of the curvature is never met by data this sparse; half of it converges and is faster. */
const SHARE_OF_BOUND = 0.5;

/** All examples in one row of places, for speed. */
interface Table {
  starts: Int32Array;
  places: Int32Array;
  values: Float64Array;
  labels: Float64Array;
  shares: Float64Array;
}

function tableOf(examples: readonly Example[]): Table {
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const starts = new Int32Array(examples.length + 1);
  examples.forEach(({ places }, index) => {
    starts[index + 1] = (starts[index] ?? 0) + places.length;
  });
  return {
    starts,
    places: Int32Array.from(examples.flatMap(({ places }) => places)),
    values: Float64Array.from(examples.flatMap(({ values }) => values)),
    labels: Float64Array.from(examples, ({ label }) => label),
    shares: Float64Array.from(examples, ({ weight }) => weight / total),
  };
}

function curvaturesOf({ starts, places, values, shares }: Table, size: number): Float64Array {
  const curvatures = new Float64Array(size);
  shares.forEach((share, row) => {
    const [start, end] = [starts[row] ?? 0, starts[row + 1] ?? 0];
    let length = 1;
    for (let at = start; at < end; at += 1) length += Math.abs(values[at] ?? 0);
    const add = (place: number, value: number) => {
      curvatures[place] = (curvatures[place] ?? 0) + 0.25 * share * Math.abs(value) * length;
    };
    for (let at = start; at < end; at += 1) add(places[at] ?? 0, values[at] ?? 0);
    add(size - 1, 1);
  });
  return curvatures;
}

function gradientAt(weights: Float64Array, { starts, places, values, labels, shares }: Table): Float64Array {
  const gradient = new Float64Array(weights.length);
  const last = weights.length - 1;
  for (let row = 0; row < labels.length; row += 1) {
    const [start, end] = [starts[row] ?? 0, starts[row + 1] ?? 0];
    let odds = weights[last] ?? 0;
    for (let at = start; at < end; at += 1) odds += (values[at] ?? 0) * (weights[places[at] ?? 0] ?? 0);
    const push = (1 / (1 + Math.exp(-odds)) - (labels[row] ?? 0)) * (shares[row] ?? 0);
    for (let at = start; at < end; at += 1) {
      const place = places[at] ?? 0;
      gradient[place] = (gradient[place] ?? 0) + push * (values[at] ?? 0);
    }
    gradient[last] = (gradient[last] ?? 0) + push;
  }
  return gradient;
}
