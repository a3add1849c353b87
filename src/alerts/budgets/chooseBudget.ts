import type { AlertBudgets } from '../../ports/alertBudgets.ts';
import type { AuditEntry } from '../../ports/auditLog.ts';
import type { Clock } from '../../ports/clock.ts';
import type { AlertReview } from './reviewAlerts.ts';

/** A supervisor's choice; the role is checked before. */
export interface BudgetChoice {
  review: AlertReview;
  /** One of the review's choices, or 'all'. */
  perShift: number | 'all';
  agentId: string;
  tenantId?: string | undefined;
}

/** Sets or lifts the budget of the review's queue, with its audit row; false when there is no such choice. */
export async function chooseBudget(
  { review, perShift, agentId, tenantId }: BudgetChoice,
  { alertBudgets, clock }: { alertBudgets: AlertBudgets; clock: Clock },
): Promise<boolean> {
  const { queue } = review;
  const setAt = clock.now();
  const where = queue === '' ? 'all queues' : `queue ${queue}`;
  const entry = (reason: string): AuditEntry => ({
    ...{ at: setAt, who: agentId, tenantId, action: 'settings.changed', what: `alert budget, ${where}`, reason },
    ...{ result: 'done', correlationId: `alert budget ${queue}` },
  });
  if (perShift === 'all') {
    // A queue that wants all of its alerts must not fall back to what the others want.
    if (queue === '') await alertBudgets.lift(queue, entry('every alert'));
    else await alertBudgets.choose({ queue, perShift: 0, threshold: 0, setBy: agentId, setAt }, entry('every alert'));
    return true;
  }
  const choice = review.choices.find((one) => one.perShift === perShift);
  if (choice === undefined) return false;
  const { threshold } = choice;
  const reason = `${perShift} a shift, from a probability of ${threshold}`;
  await alertBudgets.choose({ queue, perShift, threshold, setBy: agentId, setAt }, entry(reason));
  return true;
}
