import type { AuditEntry, AuditLog } from '../../ports/auditLog.ts';
import { auditMacs } from './auditMacs.ts';
import { rowsSince } from './auditRows.ts';
import { auditWriter, type JoinedWrites } from './auditWriter.ts';
import { toMillis } from './columns.ts';
import type { Database } from './database.ts';
import { pruneAudit } from './pruneAudit.ts';
import { verifyAudit, type Witness, witnessText } from './verifyAudit.ts';

/** Fits into the versions of one row; what changed further back is seen by the next checkpoint. */
const CHAINS_SEEN = 100;

/** The audit log in the database, which other writes can join. */
export interface SqlAuditLog extends AuditLog {
  /**
   * Writes the row and what belongs to it in one transaction; false when `joined` said no, then nothing is written.
   * `joined` comes first and may run several times. Rejects with AuditUnavailable.
   */
  writeWith(entry: AuditEntry, joined: JoinedWrites): Promise<boolean>;
}

/** The audit log in the database: one chain of rows per process, begun with its first row. */
export function sqlAuditLog(database: Database): SqlAuditLog {
  const macs = auditMacs(database.atRest);
  const append = auditWriter(database, macs);
  const write = async (entry: AuditEntry): Promise<void> => {
    await append(entry);
  };
  const seen = new Map<string, number>();
  return {
    write,
    writeWith: append,
    rows: (since) => rowsSince(database, since),
    verify: () => database.snapshot((tables) => verifyAudit(tables, macs)),
    async checkpoint(at) {
      const ends = await chainEnds(database);
      const news = ends.filter(([chainId, rows]) => seen.get(chainId) !== rows).slice(0, CHAINS_SEEN);
      if (news.length === 0) return;
      const common = { at, who: 'earpiece', action: 'checkpoint', result: 'done', correlationId: '' } as const;
      await write({ ...common, what: `${news.length} chains`, versions: news.map(witnessText) });
      for (const [chainId, rows] of news) seen.set(chainId, rows);
    },
    prune: (before) => database.write((tables) => pruneAudit(tables, toMillis(before), macs)),
  };
}

/** The newest chains first: those that are still growing. */
async function chainEnds(database: Database): Promise<Witness[]> {
  const rows = await database.read((tables) =>
    tables
      .selectFrom('audit_chains')
      .select(['chain_id', 'rows', 'head'])
      .whereRef('rows', '>', 'pruned')
      .orderBy('ordinal', 'desc')
      .execute(),
  );
  return rows.map(({ chain_id, rows: count, head }) => [chain_id, count, head]);
}
