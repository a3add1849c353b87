/** How many scam alerts a shift the supervisors of a queue want to be told of, and what that means for the detector. */
export interface AlertBudget {
  /** Empty: every queue without a budget of its own. */
  queue: string;
  /** Alerts a shift, at most; 0 for every alert. */
  perShift: number;
  /** Calls whose probability never reaches it are counted and not told. */
  threshold: number;
  /** Entra object id. */
  setBy: string;
  setAt: Date;
}

/** What a supervisor may choose; none of them means every alert. */
export const BUDGETS_PER_SHIFT = [0.5, 1, 2, 3, 5, 10] as const;

/** Shifts of eight hours. */
export const SHIFTS_A_DAY = 3;

/** A queue's own budget, else that of every queue. */
export function budgetOf(queue: string, budgets: readonly AlertBudget[]): AlertBudget | undefined {
  const own = budgets.find((one) => one.queue !== '' && isSameQueue(one.queue, queue));
  return own ?? budgets.find((one) => one.queue === '');
}

/** Queues are typed by people. */
export function isSameQueue(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/**
 * The lowest probability at which at most `most` of these calls would have been told. Calls that nothing tells apart from
 * the riskiest one are told all the same: no budget ever makes every alert silent.
 */
export function thresholdFor(most: number, scores: readonly number[]): number {
  const falling = [...scores].sort((one, other) => other - one);
  const firstLeftOut = falling[Math.floor(most)];
  if (firstLeftOut === undefined) return 0;
  return falling.findLast((score) => score > firstLeftOut) ?? firstLeftOut;
}
