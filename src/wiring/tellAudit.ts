import type { SqlAuditLog } from '../adapters/sql/sqlAuditLog.ts';
import type { AuditEntry } from '../ports/auditLog.ts';
import type { Log } from '../ports/log.ts';

/**
 * The same audit log, which tells the log of each row once it is safe, so that whoever watches the logs (Sentinel) sees
 * who did what. Without what it was done to: customers and documents stay in the database.
 */
export function tellAudit(audit: SqlAuditLog, log: Log): SqlAuditLog {
  const tell = ({ action, who, result, reason, correlationId }: AuditEntry): void => {
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
