import { sql } from 'kysely';
import { CannotOpenText } from './databaseErrors.ts';
import { rowKey } from './columns.ts';
import type { Database } from './database.ts';

/** Columns that hold sealed texts; a new one is added here, or a change of keys would miss it. */
export const SEALED_COLUMNS = [
  { table: 'answers', key: ['answer_id'], columns: ['question', 'spoken', 'answer'] },
  { table: 'customers', key: ['customer_id'], columns: ['customer'] },
  { table: 'crm_notes', key: ['note_id'], columns: ['note'] },
  { table: 'drafts', key: ['draft_id'], columns: ['note', 'transcript'] },
  { table: 'outbox', key: ['draft_id'], columns: ['note'] },
  { table: 'sms_messages', key: ['message_id'], columns: ['recipient', 'text'] },
  { table: 'subscribers', key: ['number_key'], columns: ['subscriber'] },
  { table: 'awaited_files', key: ['call_id'], columns: ['address'] },
  { table: 'gaps', key: ['gap_id'], columns: ['question'] },
  { table: 'feedback', key: ['answer_id', 'agent_id'], columns: ['reason'] },
] as const;

type SealedColumns = (typeof SEALED_COLUMNS)[number];
type TextRow = Readonly<Record<string, string>>;

/** What became of one table. */
export interface RekeyedTable {
  store: string;
  /** Texts that are sealed with the first key now and were not before. */
  rows: number;
  /** A sentence for each text that does not open; it stands there as before. */
  failed: readonly string[];
}

const PAGE = 200;

/**
 * Seals everything with the first key of DATA_KEY that is not sealed with it yet, beside running bots: a text that
 * changes meanwhile is left to whoever changed it. Can be stopped and begun again at any moment.
 */
export async function rekeyTexts(database: Database): Promise<RekeyedTable[]> {
  const done: RekeyedTable[] = [];
  for (const of of SEALED_COLUMNS) done.push(await rekeyTable(of, database));
  await database.scrub();
  return done;
}

async function rekeyTable(of: SealedColumns, database: Database): Promise<RekeyedTable> {
  const report = { store: of.table, rows: 0, failed: [] as string[] };
  let after: readonly string[] | undefined;
  for (;;) {
    const page = await pageAfter(of, after, database);
    for (const row of page) await rekeyRow({ of, row, report }, database);
    const last = page.at(-1);
    if (page.length < PAGE || last === undefined) return report;
    after = of.key.map((column) => last[column] ?? '');
  }
}

async function pageAfter(
  { table, key, columns }: SealedColumns,
  after: readonly string[] | undefined,
  database: Database,
): Promise<readonly TextRow[]> {
  const keys = sql.join(key.map((column) => sql.ref(column)));
  const all = sql.join([...key, ...columns].map((column) => sql.ref(column)));
  const from = after === undefined ? sql`` : sql`where (${keys}) > (${sql.join([...after])})`;
  const { rows } = await database.read((tables) =>
    sql<TextRow>`select ${all} from ${sql.table(table)} ${from} order by ${keys} limit ${sql.lit(PAGE)}`.execute(
      tables,
    ),
  );
  return rows;
}

async function rekeyRow(
  { of, row, report }: { of: SealedColumns; row: TextRow; report: { rows: number; failed: string[] } },
  database: Database,
): Promise<void> {
  const { atRest } = database;
  const key = rowKey(of.key.map((column) => row[column] ?? ''));
  for (const column of of.columns) {
    const stored = row[column] ?? '';
    if (atRest.isCurrent(stored)) continue;
    const place = { table: of.table, column, row: key };
    try {
      const sealed = atRest.sealText(atRest.openText(stored, place), place);
      report.rows += await replace({ of, row, column, stored, sealed }, database);
    } catch (error) {
      if (!(error instanceof CannotOpenText)) throw error;
      report.failed.push(error.message);
    }
  }
}

async function replace(
  {
    of,
    row,
    column,
    stored,
    sealed,
  }: { of: SealedColumns; row: TextRow; column: string; stored: string; sealed: string },
  database: Database,
): Promise<number> {
  const same = sql.join(
    [...of.key.map((name) => sql`${sql.ref(name)} = ${row[name]}`), sql`${sql.ref(column)} = ${stored}`],
    sql` and `,
  );
  const { numAffectedRows } = await database.write((tables) =>
    sql`update ${sql.table(of.table)} set ${sql.ref(column)} = ${sealed} where ${same}`.execute(tables),
  );
  return Number(numAffectedRows ?? 0);
}
