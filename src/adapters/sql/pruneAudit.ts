import type { Transaction } from 'kysely';
import type { AuditMacs } from './auditMacs.ts';
import type { Tables } from './tables.ts';

/**
 * Drops the first rows of every chain up to the first that is not older than `before`, and writes down where the rest
 * begins. What is left can be verified; nobody without the key can drop a row this way.
 */
export async function pruneAudit(tables: Transaction<Tables>, before: number, macs: AuditMacs): Promise<number> {
  let dropped = 0;
  for (const { chain_id } of await tables.selectFrom('audit_chains').select('chain_id').execute()) {
    const last = await lastToDrop(tables, chain_id, before);
    if (last === undefined) continue;
    const pruned = { chain_id, pruned: last.seq, pruned_head: last.mac };
    const marked = await tables
      .updateTable('audit_chains')
      .set({ ...pruned, pruned_mac: macs.pruned(pruned) })
      .where('chain_id', '=', chain_id)
      .where('pruned', '<', last.seq)
      .executeTakeFirst();
    if (Number(marked.numUpdatedRows) === 0) continue;
    const rows = tables.deleteFrom('audit_rows').where('chain_id', '=', chain_id).where('seq', '<=', last.seq);
    dropped += Number((await rows.executeTakeFirst()).numDeletedRows);
  }
  return dropped;
}

async function lastToDrop(
  tables: Transaction<Tables>,
  chainId: string,
  before: number,
): Promise<{ seq: number; mac: string } | undefined> {
  const rows = () => tables.selectFrom('audit_rows').where('chain_id', '=', chainId);
  const kept = await rows().select('seq').where('at', '>=', before).orderBy('seq').limit(1).executeTakeFirst();
  const old = rows().select(['seq', 'mac']).orderBy('seq', 'desc').limit(1);
  return (kept === undefined ? old : old.where('seq', '<', kept.seq)).executeTakeFirst();
}
