import process from 'node:process';
import type { SqlAuditLog } from '../../src/adapters/sql/sqlAuditLog.ts';
import type { Outbox } from '../../src/ports/outbox.ts';

/** A moment of approval or delivery at which a process ends. */
export type Step = (typeof STEPS)[number];

/** Every moment between the tap and having written down that the note is in the CRM. */
export const STEPS = [
  ...(['before-approval', 'in-approval', 'after-approval', 'before-claim', 'after-claim'] as const),
  ...(['after-crm', 'after-delivered'] as const),
] as const;

/** Ends this process with SIGKILL, as kill -9 does, if it is to end at this step. */
export function dieAt(step: Step, chosen: Step | undefined): void {
  if (step === chosen) process.kill(process.pid, 'SIGKILL');
}

/** The audit log, dying within the transaction that approves, once everything in it but the audit row is written. */
export function auditDyingAt(chosen: Step | undefined, audit: SqlAuditLog): Pick<SqlAuditLog, 'writeWith'> {
  return {
    writeWith: (entry, joined) =>
      audit.writeWith(entry, async (tables) => {
        const isJoined = await joined(tables);
        dieAt('in-approval', chosen);
        return isJoined;
      }),
  };
}

/** The outbox, dying around what it is told. */
export function outboxDyingAt(chosen: Step | undefined, outbox: Outbox): Outbox {
  return {
    ...outbox,
    claim: async (given) => {
      dieAt('before-claim', chosen);
      const items = await outbox.claim(given);
      dieAt('after-claim', chosen);
      return items;
    },
    delivered: async (draftId, at) => {
      dieAt('after-crm', chosen);
      const isFirst = await outbox.delivered(draftId, at);
      dieAt('after-delivered', chosen);
      return isFirst;
    },
  };
}
