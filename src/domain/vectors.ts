/** The same direction with length 1; undefined when there is none, or when a number is missing. */
export function unitVector(values: ArrayLike<number>): Float32Array | undefined {
  let squares = 0;
  for (let at = 0; at < values.length; at += 1) squares += (values[at] ?? 0) ** 2;
  const length = Math.sqrt(squares);
  if (length === 0 || !Number.isFinite(length)) return undefined;
  return Float32Array.from(values, (value) => value / length);
}

/** The cosine of the angle between two vectors of length 1. */
export function cosine(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

/** How close vectors are to one of them, compared with how close they all are. */
export interface Closeness<Item> {
  /** The closest, closest first. */
  nearest: Item[];
  /** 0 for a vector that is as close as they are on the whole, 1 for the same direction; negative below. */
  of(vector: Float32Array): number;
}

/**
 * Compares one vector with those of all items. Models differ in how close any two texts are: what all have in common
 * says nothing and is taken off. Vectors of another size are passed over.
 */
export function closenessTo<Item extends { vector: Float32Array }>(
  wanted: Float32Array,
  items: Iterable<Item>,
  count: number,
): Closeness<Item> {
  const best: { item: Item; cosine: number }[] = [];
  let sum = 0;
  let compared = 0;
  for (const item of items) {
    if (item.vector.length !== wanted.length) continue;
    const found = cosine(wanted, item.vector);
    sum += found;
    compared += 1;
    if (best.length < count || found > (best.at(-1)?.cosine ?? 0)) place({ item, cosine: found }, best, count);
  }
  const usual = compared === 0 ? 0 : sum / compared;
  return {
    nearest: best.map(({ item }) => item),
    // With one vector alone, or all the same, nothing stands out.
    of: (vector) => (usual > 1 - 1e-6 ? 0 : (cosine(wanted, vector) - usual) / (1 - usual)),
  };
}

function place<Found extends { cosine: number }>(found: Found, best: Found[], count: number): void {
  const worse = best.findIndex(({ cosine: other }) => other < found.cosine);
  best.splice(worse < 0 ? best.length : worse, 0, found);
  if (best.length > count) best.pop();
}
