import type { SqlAuditLog } from '../adapters/sql/sqlAuditLog.ts';
import type { AuditEntry } from '../ports/auditLog.ts';
import type { Log } from '../ports/log.ts';
import type { Telemetry } from '../ports/telemetry.ts';

/**
 * The same audit log, which tells the log of each row once it is safe, so that whoever watches the logs (Sentinel) sees
 * who did what, and ties the step under way to it. Without what it was done to: customers and documents stay in the database.
 */
export function tellAudit(audit: SqlAuditLog, { log, telemetry }: { log: Log; telemetry: Telemetry }): SqlAuditLog {
  const isNew = firstOnly();
  const tell = ({ action, who, result, reason, correlationId }: AuditEntry): void => {
    telemetry.correlate(correlationId);
    const isAnswer = action === 'question' || action === 'refusal';
    if (isAnswer && result !== 'begun' && result !== 'done' && isNew(correlationId)) {
      telemetry.count('earpiece.questions', { outcome: result });
    }
    if (action !== 'checkpoint') log.info({ action, who, result, reason, correlationId }, 'audited');
  };
  return {
    ...audit,
    write: async (entry) => {
      await audit.write(entry);
      tell(entry);
    },
    writeWith: async (entry, joined) => {
      const isWritten = await audit.writeWith(entry, joined);
      if (isWritten) tell(entry);
      return isWritten;
    },
  };
}

const REMEMBERED = 1_000;

/** True for an id at first; an answer that a model improves is written down twice. */
function firstOnly(): (id: string) => boolean {
  const known = new Set<string>();
  return (id) => {
    if (known.has(id)) return false;
    known.add(id);
    const [oldest] = known;
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return true;
  };
}
