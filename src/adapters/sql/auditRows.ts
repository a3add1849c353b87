import type { Kysely, Selectable } from 'kysely';
import type { AuditRow } from '../../ports/auditLog.ts';
import { fromJson, fromMillis, toMillis } from './columns.ts';
import type { Connection } from './database.ts';
import type { AuditRowTable, Tables } from './tables.ts';

const PAGE = 1000;

/** Rows of a chain in order, read page by page with `tables`: within a snapshot, all of one moment. */
export async function* rowsOfChain(tables: Kysely<Tables>, chainId: string): AsyncGenerator<Selectable<AuditRowTable>> {
  let after: number | undefined;
  for (;;) {
    const page = await pageAfter(tables, chainId, after);
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.seq;
  }
}

/** Rows since a moment, chain by chain. */
export async function* rowsSince(database: Connection, since: Date): AsyncGenerator<AuditRow> {
  const from = toMillis(since);
  const chains = await database.read((tables) =>
    tables
      .selectFrom('audit_chains')
      .select('chain_id')
      .where('chain_id', 'in', tables.selectFrom('audit_rows').select('chain_id').where('at', '>=', from))
      .orderBy('ordinal')
      .execute(),
  );
  for (const { chain_id } of chains) {
    let after: number | undefined;
    for (;;) {
      const page = await database.read((tables) => pageAfter(tables, chain_id, after));
      yield* page.filter(({ at }) => at >= from).map(auditRow);
      if (page.length < PAGE) break;
      after = page.at(-1)?.seq;
    }
  }
}

function pageAfter(
  tables: Kysely<Tables>,
  chainId: string,
  after: number | undefined,
): Promise<Selectable<AuditRowTable>[]> {
  const rows = tables.selectFrom('audit_rows').selectAll().where('chain_id', '=', chainId).orderBy('seq').limit(PAGE);
  return (after === undefined ? rows : rows.where('seq', '>', after)).execute();
}

function auditRow(row: Selectable<AuditRowTable>): AuditRow {
  return {
    chainId: row.chain_id,
    row: row.seq,
    at: fromMillis(row.at),
    who: row.who,
    action: row.action,
    what: row.what,
    result: row.result,
    correlationId: row.correlation_id,
    versions: fromJson<string[]>(row.versions),
    ...(row.tenant_id === '' ? {} : { tenantId: row.tenant_id }),
    ...(row.reason === '' ? {} : { reason: row.reason }),
    ...(row.content_hash === '' ? {} : { contentHash: row.content_hash }),
  };
}
