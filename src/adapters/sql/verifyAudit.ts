import type { Kysely, Selectable } from 'kysely';
import type { AuditVerdict } from '../../ports/auditLog.ts';
import { type AuditMacs, isSameMac } from './auditMacs.ts';
import { rowsOfChain } from './auditRows.ts';
import { fromJson } from './columns.ts';
import type { AuditChainTable, AuditRowTable, Tables } from './tables.ts';

type Chain = Selectable<AuditChainTable>;
type Row = Selectable<AuditRowTable>;
type Fault = NonNullable<AuditVerdict['firstBad']>;

/** How far a chain had come when another one wrote it down: [chain, rows, head]. */
export type Witness = readonly [chainId: string, rows: number, head: string];

/** Checks every chain in the order in which they began, all of one moment; expects a snapshot. */
export async function verifyAudit(tables: Kysely<Tables>, macs: AuditMacs): Promise<AuditVerdict> {
  const chains = await tables.selectFrom('audit_chains').selectAll().orderBy('ordinal').execute();
  const witnesses: { by: Row; seen: Witness }[] = [];
  let rows = 0;
  let firstBad: Fault | undefined = await faultOfRegistry(tables, chains, macs);
  for (const chain of chains) {
    const walked = await walkChain(tables, chain, macs);
    rows += walked.rows;
    firstBad ??= walked.fault;
    witnesses.push(...walked.witnesses);
  }
  firstBad ??= await foreignRow(tables);
  firstBad ??= await brokenWitness(tables, chains, witnesses);
  return { rows, chains: chains.length, ...(firstBad === undefined ? {} : { firstBad }) };
}

async function faultOfRegistry(
  tables: Kysely<Tables>,
  chains: readonly Chain[],
  macs: AuditMacs,
): Promise<Fault | undefined> {
  const registry = await tables.selectFrom('audit_registry').selectAll().executeTakeFirst();
  const missing = chains.findIndex(({ ordinal }, index) => ordinal !== index + 1);
  if (missing >= 0) return { chainId: chains[missing]?.chain_id ?? '', why: `chain ${missing + 1} is gone` };
  const count = registry?.chains ?? 0;
  const isRight = count === 0 ? registry?.mac === '' : isSameMac(registry?.mac ?? '', macs.registry(count));
  if (isRight && count === chains.length) return undefined;
  const why = count > chains.length ? `chain ${chains.length + 1} is gone` : 'the list of chains was changed';
  return { chainId: chains.at(-1)?.chain_id ?? '', why };
}

interface Walked {
  rows: number;
  fault: Fault | undefined;
  witnesses: { by: Row; seen: Witness }[];
}

async function walkChain(tables: Kysely<Tables>, chain: Chain, macs: AuditMacs): Promise<Walked> {
  const walked: Walked = { rows: 0, fault: faultOfChain(chain, macs), witnesses: [] };
  let previous = chain.pruned_head;
  let expected = chain.pruned + 1;
  for await (const row of rowsOfChain(tables, chain.chain_id)) {
    walked.rows += 1;
    walked.fault ??= faultOfRow(row, { expected, previous }, macs);
    if (walked.fault === undefined && row.action === 'checkpoint') {
      walked.witnesses.push(...fromJson<string[]>(row.versions).map((text) => ({ by: row, seen: witnessIn(text) })));
    }
    previous = row.mac;
    expected = row.seq + 1;
  }
  if (expected !== chain.rows + 1 || previous !== chain.head) {
    walked.fault ??= { chainId: chain.chain_id, row: expected, why: 'rows at the end are gone' };
  }
  return walked;
}

function faultOfChain(chain: Chain, macs: AuditMacs): Fault | undefined {
  const isIntact =
    isSameMac(chain.started_mac, macs.started(chain)) &&
    isSameMac(chain.head_mac, macs.head(chain)) &&
    isSameMac(chain.pruned_mac, macs.pruned(chain));
  return isIntact ? undefined : { chainId: chain.chain_id, why: 'what is known of the chain was changed' };
}

function faultOfRow(
  row: Row,
  { expected, previous }: { expected: number; previous: string },
  macs: AuditMacs,
): Fault | undefined {
  const at = { chainId: row.chain_id, row: row.seq };
  if (row.seq < expected) return { ...at, why: 'the row was put in' };
  if (row.seq > expected) return { ...at, row: expected, why: 'the row is gone' };
  return isSameMac(row.mac, macs.row(row, previous)) ? undefined : { ...at, why: 'the row was changed' };
}

async function foreignRow(tables: Kysely<Tables>): Promise<Fault | undefined> {
  const row = await tables
    .selectFrom('audit_rows')
    .select(['chain_id', 'seq'])
    .where('chain_id', 'not in', tables.selectFrom('audit_chains').select('chain_id'))
    .orderBy('chain_id')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  return row && { chainId: row.chain_id, row: row.seq, why: 'the row belongs to no chain' };
}

/** What another chain saw must still be there, or have been dropped since in the ordinary way. */
async function brokenWitness(
  tables: Kysely<Tables>,
  chains: readonly Chain[],
  witnesses: readonly { by: Row; seen: Witness }[],
): Promise<Fault | undefined> {
  const known = new Map(chains.map((chain) => [chain.chain_id, chain]));
  for (const {
    by,
    seen: [chainId, rows, head],
  } of witnesses) {
    const chain = known.get(chainId);
    if (chain !== undefined && rows <= chain.pruned) continue;
    const row = tables.selectFrom('audit_rows').select('mac').where('chain_id', '=', chainId).where('seq', '=', rows);
    if ((await row.executeTakeFirst())?.mac !== head) {
      const seenBy = `row ${by.seq} of chain ${by.chain_id}`;
      return { chainId, row: rows, why: `${seenBy} saw another row here: the chain was cut short or put back` };
    }
  }
  return undefined;
}

/** A witness as one text, for the versions of a checkpoint. */
export function witnessText(witness: Witness): string {
  return JSON.stringify(witness);
}

function witnessIn(text: string): Witness {
  return JSON.parse(text) as Witness;
}
