import type { JudgedCall } from './leaveOneOut.ts';

/** The most suspicious moment of a call. */
export function highest({ odds }: Pick<JudgedCall, 'odds'>): number {
  return odds.reduce((one, other) => Math.max(one, other), -Infinity);
}

/** The lowest threshold at which no more than this share of the honest calls reaches it. */
function thresholdAt(honest: readonly JudgedCall[], share: number): number {
  const sorted = honest.map(highest).sort((one, other) => other - one);
  return sorted[Math.floor(sorted.length * share)] ?? -Infinity;
}

/** The threshold so many standard deviations above the mean of the honest calls: of few calls it is surer than the order of the highest. */
export function thresholdAbove(honest: readonly JudgedCall[], deviations: number): number {
  const odds = honest.map(highest);
  const mean = odds.reduce((sum, one) => sum + one, 0) / odds.length;
  const variance = odds.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (odds.length - 1);
  return mean + deviations * Math.sqrt(variance);
}

/** The threshold at which the worst of the honest families raises no more than this share; families too small to say are skipped. */
export function worstThreshold(honest: ReadonlyMap<string, readonly JudgedCall[]>, share: number): number {
  const sizable = [...honest.values()].filter((calls) => calls.length >= LEAST_CALLS);
  return Math.max(...sizable.map((calls) => thresholdAt(calls, share)));
}

const LEAST_CALLS = 50;

/** The turn a call first passes the threshold in, or -1. */
export function alertTurn({ odds }: JudgedCall, threshold: number): number {
  return odds.findIndex((value) => value > threshold);
}
