import type { AlertBudget } from '../domain/alertBudget.ts';
import type { AuditEntry } from './auditLog.ts';

/** How many alerts supervisors want; the same for every process. Every change stands or falls with its audit row. */
export interface AlertBudgets {
  list(): Promise<readonly AlertBudget[]>;
  /** Replaces what the queue had. Rejects with AuditUnavailable. */
  choose(budget: AlertBudget, entry: AuditEntry): Promise<void>;
  /** From now on every alert of the queue is told. Rejects with AuditUnavailable. */
  lift(queue: string, entry: AuditEntry): Promise<void>;
}
