import assert from 'node:assert/strict';
import type { AlertBudget } from '../../src/domain/alertBudget.ts';
import type { AlertBudgets } from '../../src/ports/alertBudgets.ts';
import type { AuditEntry, AuditLog } from '../../src/ports/auditLog.ts';
import { type Open, withStore } from './opened.ts';

/** Budgets and the audit log they write to. */
export interface OpenedBudgets {
  budgets: AlertBudgets;
  audit: Pick<AuditLog, 'rows'>;
}

const NOON = new Date('2026-11-21T12:00:00.000Z');
const entry: AuditEntry = {
  ...{ at: NOON, who: 'sam', action: 'settings.changed', what: 'alert budget', result: 'done', correlationId: 'b' },
};
const aBudget = (over: Partial<AlertBudget> = {}): AlertBudget => ({
  ...{ queue: 'billing', perShift: 0.5, threshold: 0.987654321, setBy: 'sam', setAt: NOON },
  ...over,
});

/** What every supplier of AlertBudgets must hold. */
export function describeAlertBudgets(name: string, open: Open<OpenedBudgets>): void {
  withStore(`alert budgets: ${name}`, open, (opened) => {
    const rows = async (): Promise<number> => (await Array.fromAsync(opened().store.audit.rows(new Date(0)))).length;

    it('keeps the last choice for each queue, however it is written, for every process', async () => {
      const { budgets } = opened().store;
      await budgets.choose(aBudget({ queue: '' }), entry);
      await budgets.choose(aBudget({ queue: ' Billing ', perShift: 5 }), entry);
      await budgets.choose(aBudget(), entry);

      const kept = await (await opened().again()).budgets.list();

      assert.deepEqual(kept, [aBudget({ queue: '' }), aBudget()]);
      assert.equal(await rows(), 3);
    });

    it('lifts one queue and leaves the others', async () => {
      const { budgets } = opened().store;
      await budgets.choose(aBudget({ queue: '' }), entry);
      await budgets.choose(aBudget(), entry);

      await budgets.lift('', entry);

      assert.deepEqual(await budgets.list(), [aBudget()]);
      assert.equal(await rows(), 3);
    });
  });
}
