/** Relevant documents of one query with their grade, 1 or more. */
export type Judgements = ReadonlyMap<string, number>;

/** Normalised discounted cumulative gain at `depth` (Järvelin and Kekäläinen 2002, gain = grade, log2 discount). */
export function ndcg(ranked: readonly string[], judged: Judgements, depth: number): number {
  const gain = ranked.slice(0, depth).reduce((sum, id, index) => sum + (judged.get(id) ?? 0) / Math.log2(index + 2), 0);
  const ideal = [...judged.values()]
    .sort((one, other) => other - one)
    .slice(0, depth)
    .reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0);
  return ideal === 0 ? 0 : gain / ideal;
}

/** Whether any of the first `depth` is relevant. */
export function isHit(ranked: readonly string[], judged: Judgements, depth: number): boolean {
  return ranked.slice(0, depth).some((id) => judged.has(id));
}

/** Wilson score interval at 95 % for `hits` of `n` (Wilson 1927). */
export function wilson(hits: number, n: number): { low: number; high: number } {
  if (n === 0) return { low: 0, high: 1 };
  const z = 1.96;
  const share = hits / n;
  const middle = share + (z * z) / (2 * n);
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}
