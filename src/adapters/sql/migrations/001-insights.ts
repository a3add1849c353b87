import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { SMALLEST_GROUP } from '../../../domain/biViews.ts';
import type { Tables } from '../tables.ts';

const DAY_MS = 86_400_000;
const REPEAT_MS = 7 * DAY_MS;

/** Figures of approved notes, and the views made for BI; part of the first tables. */
export async function insights(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('note_figures')
    .addColumn('draft_id', 'text', (column) => column.primaryKey())
    .addColumn('called_at', 'bigint', (column) => column.notNull())
    .addColumn('approved_at', 'bigint', (column) => column.notNull())
    .addColumn('after_call_seconds', 'integer')
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('topic_key', 'text', (column) => column.notNull())
    .addColumn('customer_key', 'text', (column) => column.notNull())
    .addColumn('sentiment_start', 'text', (column) => column.notNull())
    .addColumn('sentiment_end', 'text', (column) => column.notNull())
    .addColumn('edit_words', 'integer')
    .addColumn('by_model', 'integer', (column) => column.notNull())
    .addColumn('answers', 'integer', (column) => column.notNull())
    .execute();
  await tables.schema
    .createIndex('note_figures_by_customer_key')
    .on('note_figures')
    .columns(['customer_key', 'topic_key', 'called_at'])
    .execute();
  await tables.schema.createIndex('note_figures_by_approved_at').on('note_figures').column('approved_at').execute();
  const isPostgres = tables.getExecutor().adapter instanceof PostgresAdapter;
  for (const [name, query] of Object.entries(viewsOf(isPostgres))) {
    await sql.raw(`create view ${name} as ${query}`).execute(tables);
  }
}

/** The views' text; the two databases differ only in how a day is written. */
function viewsOf(isPostgres: boolean): Readonly<Record<string, string>> {
  const dayText = (days: string): string =>
    isPostgres ? `to_char(date '1970-01-01' + (${days})::int, 'YYYY-MM-DD')` : `date((${days}) * 86400, 'unixepoch')`;
  const day = (column: string): string => dayText(`${column} / ${DAY_MS}`);
  // The first day of 1970 was a Thursday; weeks are named by their Monday.
  const week = (column: string): string => dayText(`${column} / ${DAY_MS} - ((${column} / ${DAY_MS} + 3) % 7)`);
  const counting = (condition: string): string => `sum(case when ${condition} then 1 else 0 end)`;
  const notSmall = `having count(*) >= ${SMALLEST_GROUP}`;
  return {
    bi_calls_by_day: `select ${day('started_at')} as day, coalesce(direction, '') as direction, count(*) as calls,
      ${counting('ended_at >= started_at')} as handled_calls,
      sum(case when ended_at >= started_at then (ended_at - started_at) / 1000 else 0 end) as handling_seconds
      from calls where started_at is not null and of_subscriber = 0 group by 1, 2 ${notSmall}`,
    bi_notes_by_week: `select ${week('called_at')} as week, topic, count(*) as notes,
      count(after_call_seconds) as timed_notes, coalesce(sum(after_call_seconds), 0) as after_call_seconds,
      count(edit_words) as compared_notes, ${counting('edit_words = 0')} as unedited_notes,
      coalesce(sum(edit_words), 0) as edit_words, sum(by_model) as by_model,
      ${counting("sentiment_start = 'positive'")} as began_positive,
      ${counting("sentiment_end = 'positive'")} as ended_positive,
      ${counting("sentiment_start = 'negative'")} as began_negative,
      ${counting("sentiment_end = 'negative'")} as ended_negative,
      ${counting("sentiment_start = 'negative' and sentiment_end <> 'negative'")} as turned_for_the_better
      from note_figures group by 1, 2 ${notSmall}`,
    bi_first_contact_by_week: `select ${week('one.called_at')} as week,
      case when one.answers > 0 then 1 else 0 end as with_help, count(*) as calls,
      ${counting(`not exists (select 1 from note_figures other where other.customer_key = one.customer_key
        and other.topic_key = one.topic_key and other.called_at > one.called_at
        and other.called_at <= one.called_at + ${REPEAT_MS})`)} as resolved
      from note_figures one where one.customer_key <> '' and one.topic_key <> ''
      and one.called_at <= (select max(called_at) from note_figures) - ${REPEAT_MS} group by 1, 2 ${notSmall}`,
    bi_alerts_by_day: `select ${day('raised_at')} as day, mode, level, coalesce(outcome, 'open') as outcome, queue,
      count(*) as alerts, count(handled_at) as taken_up,
      coalesce(sum((handled_at - raised_at) / 1000), 0) as take_up_seconds
      from alerts where mode <> 'demo' group by 1, 2, 3, 4, 5`,
    bi_answers_by_day: `select ${day('asked_at')} as day, count(*) as answers, count(call_id) as answers_in_calls
      from answers group by 1 ${notSmall}`,
    bi_gaps_by_day: `select ${day('found_at')} as day, why, count(*) as gaps, count(answered_at) as answered
      from gaps group by 1, 2`,
  };
}
