import { type Insertable, type Kysely, type Selectable, sql } from 'kysely';
import { BI_TEXT_COLUMNS, BI_VIEWS } from '../../domain/biViews.ts';
import type { CsvValue } from '../../domain/csv.ts';
import type { NoteDraft } from '../../domain/noteDraft.ts';
import type { CallDay, Insights, NoteFigures } from '../../ports/insights.ts';
import { fromMillis, toMillis, toText, withoutNulls } from './columns.ts';
import type { Database } from './database.ts';
import type { NoteFiguresTable } from './insightTables.ts';
import { draftOf } from './sqlDrafts.ts';
import type { DraftTable } from './draftTables.ts';
import type { Tables } from './tables.ts';

const DAY_MS = 86_400_000;
/** An approval on another day says nothing about the work after the call. */
const LONGEST_AFTER_CALL_MS = 8 * 3_600_000;

/** Figures of the house in the database. */
export function sqlInsights(database: Database): Insights {
  return {
    collect: (most) => collect(database, most),
    notes: (since, limit) =>
      database.read(async (tables) => {
        const recent = tables.selectFrom('note_figures').selectAll().where('called_at', '>=', toMillis(since));
        return (await recent.orderBy('called_at').orderBy('draft_id').limit(limit).execute()).map(figuresOf);
      }),
    callDays: (since) => database.read((tables) => callDays(tables, toMillis(since))),
    view: (name, since) =>
      database.read(async (tables) => {
        const columns: readonly string[] = BI_VIEWS[name];
        const from = since?.toISOString().slice(0, 'yyyy-mm-dd'.length) ?? '';
        const first = sql.ref(columns[0] ?? '');
        const some = sql<Record<string, unknown>>`select ${sql.join(columns.map((column) => sql.ref(column)))}
          from ${sql.table(name)} where ${first} >= ${from} order by ${sql.join(columns.map((column) => sql.ref(column)))}`;
        const { rows } = await some.execute(tables);
        return { columns, rows: rows.map((row) => columns.map((column) => valueOf(column, row[column]))) };
      }),
    prune: (before) =>
      database.write(async (tables) => {
        const old = tables.deleteFrom('note_figures').where('approved_at', '<', toMillis(before));
        return Number((await old.executeTakeFirst()).numDeletedRows);
      }),
  };
}

function valueOf(column: string, value: unknown): CsvValue {
  if (!BI_TEXT_COLUMNS.has(column)) return Number(value ?? 0);
  return typeof value === 'string' ? value : '';
}

/** Notes that were approved and are not in the figures yet. */
async function collect(database: Database, most: number): Promise<number> {
  const waiting = await database.read((tables) =>
    tables
      .selectFrom('drafts')
      .innerJoin('outbox', 'outbox.draft_id', 'drafts.draft_id')
      .leftJoin('note_figures', 'note_figures.draft_id', 'drafts.draft_id')
      .leftJoin('calls', 'calls.call_id', 'drafts.call_id')
      .selectAll('drafts')
      .select(['outbox.since as approved_at', 'calls.ended_at'])
      .where('drafts.state', '=', 'approved')
      .where('note_figures.draft_id', 'is', null)
      .orderBy('outbox.since')
      .limit(most)
      .execute(),
  );
  for (const { approved_at: approvedAt, ended_at: endedAt, ...row } of waiting) {
    const answers = await database.read((tables) => answersIn(tables, row));
    const figures = figuresFrom(draftOf(row, database), { approvedAt, endedAt, answers }, database);
    await database.write((tables) =>
      tables
        .insertInto('note_figures')
        .values(figures)
        .onConflict((conflict) => conflict.column('draft_id').doNothing())
        .execute(),
    );
  }
  return waiting.length;
}

async function answersIn(tables: Kysely<Tables>, { call_id: callId }: Selectable<DraftTable>): Promise<number> {
  if (callId === null) return 0;
  const some = tables
    .selectFrom('answers')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('call_id', '=', callId);
  return Number((await some.executeTakeFirst())?.count ?? 0);
}

function figuresFrom(
  { draftId, at, customerId, content }: NoteDraft,
  { approvedAt, endedAt, answers }: { approvedAt: number; endedAt: number | null; answers: number },
  { atRest }: Database,
): Insertable<NoteFiguresTable> {
  const { drafted, written, editDistance } = content;
  const afterMs = endedAt === null ? -1 : approvedAt - endedAt;
  // Words of a call are no topic that everybody may read; the company's own list is.
  const topic = written.disposition;
  const words = topic || (drafted?.note.topic ?? '').toLowerCase().split(/\s+/).sort().join(' ');
  return {
    ...{ draft_id: toText(draftId), called_at: toMillis(at), approved_at: approvedAt, answers },
    after_call_seconds: afterMs >= 0 && afterMs <= LONGEST_AFTER_CALL_MS ? Math.round(afterMs / 1000) : null,
    topic: toText(topic),
    topic_key: words === '' ? '' : atRest.keyedHash(`topic ${words}`),
    customer_key: customerId === undefined ? '' : customerKeyOf(customerId, { atRest }),
    sentiment_start: drafted?.note.sentiment.start ?? 'unclear',
    sentiment_end: drafted?.note.sentiment.end ?? 'unclear',
    edit_words: editDistance ?? null,
    by_model: drafted?.mode === 'model' ? 1 : 0,
  };
}

/** How the figures of a customer are found again, without their id. */
export function customerKeyOf(customerId: string, { atRest }: Pick<Database, 'atRest'>): string {
  return atRest.keyedHash(`figures of customer ${customerId}`);
}

function figuresOf(row: Selectable<NoteFiguresTable>): NoteFigures {
  const { after_call_seconds: afterCallSeconds, edit_words: editWords } = row;
  return {
    ...{ calledAt: fromMillis(row.called_at), topic: row.topic, answers: row.answers },
    ...{ customerKey: row.customer_key, topicKey: row.topic_key },
    ...{ start: row.sentiment_start, end: row.sentiment_end },
    ...withoutNulls({ afterCallSeconds, editWords }),
  };
}

async function callDays(tables: Kysely<Tables>, since: number): Promise<CallDay[]> {
  const { rows } = await sql<Record<'day' | 'calls' | 'handled' | 'millis', unknown>>`
    select started_at / ${sql.lit(DAY_MS)} as day, count(*) as calls,
      sum(case when ended_at >= started_at then 1 else 0 end) as handled,
      sum(case when ended_at >= started_at then ended_at - started_at else 0 end) as millis
    from calls where started_at >= ${since} and of_subscriber = 0 group by 1 order by 1`.execute(tables);
  return rows.map(({ day, calls, handled, millis }) => ({
    day: new Date(Number(day) * DAY_MS).toISOString().slice(0, 'yyyy-mm-dd'.length),
    ...{ calls: Number(calls), handled: Number(handled), handlingSeconds: Math.round(Number(millis) / 1000) },
  }));
}
