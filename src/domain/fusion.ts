/**
 * Adds what vectors say to what words say. A passage that is as close as can be gains `weight` times the best score of
 * all; one without a vector counts as close as the others are on average, so that new passages lose nothing. Best
 * first; equals keep their order.
 */
export function fuse<Found extends { score: number }>(
  ranked: readonly Found[],
  closenessOf: (found: Found) => number | undefined,
  weight: number,
): Found[] {
  const closeness = ranked.map(closenessOf);
  const known = closeness.filter((value) => value !== undefined);
  const average = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  // When no word is found, closeness alone decides.
  const scale = ranked.reduce((best, { score }) => Math.max(best, score), 0) || 1;
  return ranked
    .map((found, position) => ({ ...found, score: found.score + weight * scale * (closeness[position] ?? average) }))
    .sort((one, other) => other.score - one.score);
}
