import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { DatabaseUnavailable } from '../adapters/sql/databaseErrors.ts';
import type { AuditEntry } from '../ports/auditLog.ts';
import type { Ports } from '../wiring/connectPorts.ts';
import { print, withPorts } from './command.ts';
import { operatorName } from './operator.ts';

/** What a file brings, and how it is written down. */
interface Import<Row> {
  file: string;
  rows: readonly Row[];
  isJson: boolean;
  action: AuditEntry['action'];
  /** As the audit log names it before anything is stored. */
  begun: string;
}

/** What became of one record: stored anew, stored over another, or a sentence why not. */
type Saved = string;

/**
 * Stores records one by one, the bad ones named on standard error and passed over; audited before and after. Resolves to
 * the exit code.
 */
export function importRecords<Row>(
  { file, rows, isJson, action, begun }: Import<Row>,
  save: (row: Row, ports: Ports) => Promise<Saved>,
): Promise<number> {
  return withPorts(async (ports) => {
    const command = { who: operatorName(), correlationId: randomUUID(), action };
    await ports.audit.write({ ...command, at: ports.clock.now(), what: begun, result: 'begun' });
    const counts = { imported: 0, updated: 0, failed: 0 };
    for (const [index, row] of rows.entries()) {
      const outcome = await save(row, ports).catch(sentenceOf);
      if (outcome === 'imported' || outcome === 'updated') counts[outcome] += 1;
      else {
        counts.failed += 1;
        process.stderr.write(`${file} record ${index + 1}: ${outcome}\n`);
      }
    }
    const what = `${counts.imported} imported, ${counts.updated} updated, ${counts.failed} failed`;
    const result = counts.failed === 0 ? 'done' : 'failed';
    await ports.audit.write({ ...command, at: ports.clock.now(), what, result });
    print(isJson, counts, what);
    return counts.failed === 0 ? 0 : 1;
  });
}

/** One record that cannot be stored does not stop the others; a database that is away does. */
function sentenceOf(error: unknown): Saved {
  if (error instanceof DatabaseUnavailable) throw error;
  return `it could not be stored (${error instanceof Error ? error.message : String(error)}).`;
}
