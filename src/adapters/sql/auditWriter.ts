import { randomUUID } from 'node:crypto';
import type { Insertable, Transaction } from 'kysely';
import { type AuditEntry, AuditUnavailable } from '../../ports/auditLog.ts';
import { type AuditMacs, isSameMac } from './auditMacs.ts';
import { toJson, toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';
import type { AuditRowTable, Tables } from './tables.ts';

/** How far this process has come in its chain. */
interface ChainEnd {
  chainId: string;
  rows: number;
  head: string;
}

/** Writes that belong to an audit row; false takes the row back. */
export type JoinedWrites = (tables: Transaction<Tables>) => Promise<boolean>;

interface WaitingEntry {
  entry: AuditEntry;
  joined: JoinedWrites | undefined;
  tell: (isWritten: boolean) => void;
  fail: (error: unknown) => void;
}

/** Longer ids are no ids; whoever sends them must not fill the log. */
const FIELD_CHARACTERS = 400;
const MOST_VERSIONS = 100;
const MOST_AT_ONCE = 100;

/**
 * Appends to this process's chain, begun with the first row. Rows that wait at the same moment share one transaction.
 * After a write that failed a new chain begins, for nobody knows whether the old one got its rows. A row with `joined`
 * writes stands or falls with them; resolves to false when they took it back.
 */
export function auditWriter(
  database: Database,
  macs: AuditMacs,
): (entry: AuditEntry, joined?: JoinedWrites) => Promise<boolean> {
  const waiting: WaitingEntry[] = [];
  let isDraining = false;
  let end: ChainEnd | undefined;

  const drain = async (): Promise<void> => {
    isDraining = true;
    while (waiting.length > 0) {
      const group = nextGroup(waiting);
      try {
        const from = end;
        const joined = group[0]?.joined;
        const written = await database.write(async (tables) => {
          if (joined !== undefined && !(await joined(tables))) return { end: from, isWritten: false };
          const chain = from ?? (await beginChain(tables, macs));
          const entries = group.map(({ entry }) => entry);
          return { end: await append(tables, { chain, entries }, macs), isWritten: true };
        });
        ({ end } = written);
        for (const { tell } of group) tell(written.isWritten);
      } catch (cause) {
        end = undefined;
        const error = new AuditUnavailable('The audit log could not be written; nothing was done.', { cause });
        for (const { fail } of group) fail(error);
      }
    }
    isDraining = false;
  };

  return (entry, joined) =>
    new Promise((resolve, reject) => {
      waiting.push({ entry, joined, tell: resolve, fail: reject });
      if (!isDraining) void drain();
    });
}

/** Rows with writes of their own stand alone: what fails there must not take others with it. */
function nextGroup(waiting: WaitingEntry[]): WaitingEntry[] {
  const joinedAt = waiting.findIndex(({ joined }) => joined !== undefined);
  if (joinedAt === 0) return waiting.splice(0, 1);
  return waiting.splice(0, joinedAt < 0 ? MOST_AT_ONCE : Math.min(MOST_AT_ONCE, joinedAt));
}

async function beginChain(tables: Transaction<Tables>, macs: AuditMacs): Promise<ChainEnd> {
  // First a write: on PostgreSQL processes that begin at once then wait here for each other.
  const registry = await tables
    .updateTable('audit_registry')
    .set(({ eb }) => ({ chains: eb('chains', '+', 1) }))
    .returning(['chains', 'mac'])
    .executeTakeFirstOrThrow();
  const last = await tables
    .selectFrom('audit_chains')
    .select(({ fn }) => fn.max('ordinal').as('ordinal'))
    .executeTakeFirst();
  const before = registry.chains - 1;
  const highest = Number(last?.ordinal ?? 0);
  const isKnown = before === 0 ? registry.mac === '' : isSameMac(registry.mac, macs.registry(before));
  // A list that somebody changed must not become right again by our own hand.
  const isIntact = isKnown && highest <= before;
  const ordinal = Math.max(before, highest) + 1;
  const mac = isIntact ? macs.registry(ordinal) : 'changed';
  await tables.updateTable('audit_registry').set({ chains: ordinal, mac }).execute();
  const chain = { chain_id: randomUUID(), ordinal, started_at: Date.now(), rows: 0, head: '' };
  const pruned = { chain_id: chain.chain_id, pruned: 0, pruned_head: '' };
  await tables
    .insertInto('audit_chains')
    .values({
      ...chain,
      ...pruned,
      started_mac: macs.started(chain),
      head_mac: macs.head(chain),
      pruned_mac: macs.pruned(pruned),
    })
    .execute();
  return { chainId: chain.chain_id, rows: 0, head: '' };
}

async function append(
  tables: Transaction<Tables>,
  { chain, entries }: { chain: ChainEnd; entries: readonly AuditEntry[] },
  macs: AuditMacs,
): Promise<ChainEnd> {
  const rows: Insertable<AuditRowTable>[] = [];
  let { rows: seq, head } = chain;
  for (const entry of entries) {
    seq += 1;
    const row = rowOf(entry, { chain_id: chain.chainId, seq }, macs);
    head = macs.row(row, head);
    rows.push({ ...row, mac: head });
  }
  await tables.insertInto('audit_rows').values(rows).execute();
  const end = { chain_id: chain.chainId, rows: seq, head };
  await tables
    .updateTable('audit_chains')
    .set({ rows: seq, head, head_mac: macs.head(end) })
    .where('chain_id', '=', chain.chainId)
    .execute();
  return { chainId: chain.chainId, rows: seq, head };
}

function rowOf(
  entry: AuditEntry,
  place: { chain_id: string; seq: number },
  macs: AuditMacs,
): Omit<AuditRowTable, 'mac'> {
  const field = (text: string | undefined): string => toText((text ?? '').slice(0, FIELD_CHARACTERS));
  return {
    ...place,
    at: toMillis(entry.at),
    who: field(entry.who),
    tenant_id: field(entry.tenantId),
    action: entry.action,
    what: field(entry.what),
    result: entry.result,
    reason: field(entry.reason),
    correlation_id: field(entry.correlationId),
    versions: toJson((entry.versions ?? []).slice(0, MOST_VERSIONS).map(field)),
    content_hash: entry.content === undefined ? '' : macs.content(entry.content),
  };
}
