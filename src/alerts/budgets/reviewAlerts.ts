import {
  type AlertBudget,
  budgetOf,
  BUDGETS_PER_SHIFT,
  isSameQueue,
  SHIFTS_A_DAY,
  thresholdFor,
} from '../../domain/alertBudget.ts';
import type { ScamAlert } from '../../domain/scamAlert.ts';
import type { AlertBudgets } from '../../ports/alertBudgets.ts';
import type { Alerts } from '../../ports/alerts.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Marks } from '../../ports/marks.ts';
import { shadowSince } from './shadowPeriod.ts';

/** What supervisors would have been told of, and what a budget would change. */
export interface AlertReview {
  /** Empty: all queues together. */
  queue: string;
  days: number;
  /** Calls with an alert, told or not, the newest first. */
  calls: readonly ScamAlert[];
  /** Alerts a shift, were every one told. */
  perShift: number;
  /** What holds for this queue; undefined while every alert is told. */
  budget: AlertBudget | undefined;
  /** Alerts a shift that the budget lets through. */
  perShiftNow: number;
  choices: readonly { perShift: number; threshold: number; wouldBe: number }[];
  /** Where there are several queues: how many a shift in each, the most first. */
  queues: readonly { queue: string; perShift: number }[];
}

interface ReviewPorts {
  alerts: Pick<Alerts, 'since'>;
  alertBudgets: Pick<AlertBudgets, 'list'>;
  marks: Pick<Marks, 'get'>;
  clock: Clock;
}

const DAY_MS = 86_400_000;
const MOST_ALERTS = 5_000;

/** Looks back over at most `days`; for '' over all queues that have no budget of their own. */
export async function reviewAlerts(
  { queue, days }: { queue: string; days: number },
  ports: ReviewPorts,
): Promise<AlertReview> {
  const now = ports.clock.now().getTime();
  const [all, budgets, silentSince] = await Promise.all([
    ports.alerts.since(new Date(now - days * DAY_MS), MOST_ALERTS),
    ports.alertBudgets.list(),
    shadowSince(ports),
  ]);
  const real = all.filter(({ mode }) => mode !== 'demo');
  const begun = silentSince?.getTime() ?? real[0]?.raisedAt.getTime() ?? now;
  const looked = Math.min(days, Math.max(1, Math.ceil((now - begun) / DAY_MS)));
  const shifts = looked * SHIFTS_A_DAY;
  const hasOwn = (one: string): boolean => budgets.some((it) => it.queue !== '' && isSameQueue(it.queue, one));
  const calls = real.filter((one) => (queue === '' ? !hasOwn(one.queue) : isSameQueue(one.queue, queue)));
  const scores = calls.map(({ score }) => score);
  const rateAt = (threshold: number): number => scores.filter((score) => score >= threshold).length / shifts;
  const budget = budgetOf(queue, budgets);
  return {
    ...{ queue, days: looked, calls: calls.toReversed(), perShift: calls.length / shifts, budget },
    perShiftNow: rateAt(budget?.threshold ?? 0),
    choices: BUDGETS_PER_SHIFT.map((perShift) => {
      const threshold = thresholdFor(perShift * shifts, scores);
      return { perShift, threshold, wouldBe: rateAt(threshold) };
    }),
    queues: byQueue(real, shifts),
  };
}

function byQueue(alerts: readonly ScamAlert[], shifts: number): { queue: string; perShift: number }[] {
  const groups = [...Map.groupBy(alerts, (alert) => alert.queue.trim().toLowerCase()).values()];
  if (groups.length < 2) return [];
  return groups
    .map((some) => ({ queue: some[0]?.queue ?? '', perShift: some.length / shifts }))
    .sort((one, other) => other.perShift - one.perShift);
}
