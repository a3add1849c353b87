import type { AlertBudget } from '../../domain/alertBudget.ts';
import type { AlertBudgets } from '../../ports/alertBudgets.ts';
import { fromMillis, toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';
import type { SqlAuditLog } from './sqlAuditLog.ts';

/** Budgets of alerts in the database. `audit` must be the one audit log of this process. */
export function sqlAlertBudgets(database: Database, audit: Pick<SqlAuditLog, 'writeWith'>): AlertBudgets {
  return {
    list: () =>
      database.read(async (tables) => {
        const rows = await tables.selectFrom('alert_budgets').selectAll().orderBy('queue').execute();
        return rows.map((row): AlertBudget => ({
          ...{ queue: row.queue, perShift: row.per_shift, threshold: row.threshold },
          ...{ setBy: row.set_by, setAt: fromMillis(row.set_at) },
        }));
      }),
    choose: async ({ queue, perShift, threshold, setBy, setAt }, entry) => {
      const by = { set_by: toText(setBy), set_at: toMillis(setAt) };
      const row = { queue: keyOf(queue), per_shift: perShift, threshold, ...by };
      await audit.writeWith(entry, async (tables) => {
        await tables
          .insertInto('alert_budgets')
          .values(row)
          .onConflict((conflict) => conflict.column('queue').doUpdateSet(row))
          .execute();
        return true;
      });
    },
    lift: async (queue, entry) => {
      await audit.writeWith(entry, async (tables) => {
        await tables.deleteFrom('alert_budgets').where('queue', '=', keyOf(queue)).execute();
        return true;
      });
    },
  };
}

/** However a queue is written, it has one budget. */
function keyOf(queue: string): string {
  return toText(queue).trim().toLowerCase();
}
