/** A PDF transformation matrix (ISO 32000-1, 8.3.4). */
export type Matrix = readonly [number, number, number, number, number, number];

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** A matrix from numbers of a file; missing ones are those of the identity. */
export function matrixFrom(numbers: ArrayLike<number> | undefined | null): Matrix {
  return IDENTITY.map((value, index) => numbers?.[index] ?? value) as unknown as Matrix;
}

/** First `inner`, then `outer`. */
export function multiply([a, b, c, d, e, f]: Matrix, [a2, b2, c2, d2, e2, f2]: Matrix): Matrix {
  return [a * a2 + c * b2, b * a2 + d * b2, a * c2 + c * d2, b * c2 + d * d2, a * e2 + c * f2 + e, b * e2 + d * f2 + f];
}

export function move([a, b, c, d, e, f]: Matrix, x: number, y: number): { x: number; y: number } {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}
