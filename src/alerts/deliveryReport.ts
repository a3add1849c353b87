import type { AlertCard, PostProblem } from '../ports/alerts.ts';

/** What became of everything an alert was to post; `meant` is the sum of the others. */
export interface DeliveryReport {
  meant: number;
  delivered: number;
  waiting: number;
  cancelled: number;
  failed: number;
  /** Why, of what failed or was cancelled. */
  problems: readonly PostProblem[];
  /** Of what was delivered: may stand there twice. */
  possibleDuplicates: number;
}

/** Counts cards and replies; every one ends in exactly one column. */
export function deliveryReport(cards: readonly AlertCard[]): DeliveryReport {
  const posts = cards.flatMap(({ state, reply }) => (reply === 'none' ? [state] : [state, reply]));
  const count = (state: (typeof posts)[number]): number => posts.filter((one) => one === state).length;
  return {
    meant: posts.length,
    delivered: count('sent'),
    waiting: count('waiting'),
    cancelled: count('cancelled'),
    failed: count('failed'),
    problems: [...new Set(cards.flatMap(({ problem }) => (problem === undefined ? [] : [problem])))],
    possibleDuplicates: cards.reduce((sum, { possibleDuplicates }) => sum + possibleDuplicates, 0),
  };
}
