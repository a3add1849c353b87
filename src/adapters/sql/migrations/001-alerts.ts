import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** Watched calls, alerts with their cards, and who wants them; part of the first tables. */
export async function watchedCallsAndAlerts(tables: Kysely<Tables>): Promise<void> {
  await watchedCalls(tables);
  await alerts(tables);
  await cards(tables);
  await subscriptions(tables);
}

async function watchedCalls(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('watched_calls')
    .addColumn('call_id', 'text', (column) => column.primaryKey())
    .addColumn('setting', 'text')
    .addColumn('direction', 'text')
    .addColumn('queue', 'text')
    .addColumn('caller_key', 'text')
    .addColumn('line_key', 'text')
    .addColumn('called_range', 'text')
    .addColumn('next_seq', 'bigint', (column) => column.notNull())
    .addColumn('level', 'text', (column) => column.notNull())
    .addColumn('detection', 'text', (column) => column.notNull())
    .addColumn('heard_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .execute();
  await tables.schema
    .createIndex('watched_calls_by_caller_key')
    .on('watched_calls')
    .columns(['caller_key', 'heard_at'])
    .execute();
  await tables.schema.createIndex('watched_calls_by_heard_at').on('watched_calls').columns(['heard_at']).execute();
}

async function alerts(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('alerts')
    .addColumn('call_id', 'text', (column) => column.primaryKey())
    .addColumn('mode', 'text', (column) => column.notNull())
    .addColumn('level', 'text', (column) => column.notNull())
    .addColumn('score', 'double precision', (column) => column.notNull())
    .addColumn('alert_turn', 'integer', (column) => column.notNull())
    .addColumn('turns', 'integer', (column) => column.notNull())
    .addColumn('signals', 'text', (column) => column.notNull())
    .addColumn('queue', 'text', (column) => column.notNull())
    .addColumn('setting', 'text')
    .addColumn('direction', 'text')
    .addColumn('agent_id', 'text')
    .addColumn('caller_key', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('raised_at', 'bigint', (column) => column.notNull())
    .addColumn('risen_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('handled_by', 'text')
    .addColumn('handled_at', 'bigint')
    .addColumn('escalated_at', 'bigint')
    .addColumn('outcome', 'text')
    .addColumn('closed_by', 'text')
    .addColumn('closed_at', 'bigint')
    .addColumn('second_opinion', 'text')
    .execute();
  await tables.schema.createIndex('alerts_by_raised_at').on('alerts').columns(['raised_at']).execute();
  await tables.schema.createIndex('alerts_by_caller_key').on('alerts').columns(['caller_key']).execute();
}

async function cards(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('alert_cards')
    .addColumn('call_id', 'text', (column) => column.notNull().references('alerts.call_id').onDelete('cascade'))
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('problem', 'text', (column) => column.notNull())
    .addColumn('activity_id', 'text')
    .addColumn('shown_version', 'integer', (column) => column.notNull())
    .addColumn('reply', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('uncertain', 'integer', (column) => column.notNull())
    .addColumn('duplicates', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('worker', 'text', (column) => column.notNull())
    .addColumn('held_until', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('alert_cards_key', ['call_id', 'conversation_id'])
    .execute();
  await tables.schema.createIndex('alert_cards_by_due_at').on('alert_cards').columns(['due_at']).execute();
  await tables.schema
    .createTable('alert_mentions')
    .addColumn('call_id', 'text', (column) => column.notNull().references('alerts.call_id').onDelete('cascade'))
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await tables.schema
    .createIndex('alert_mentions_by_agent_id_at')
    .on('alert_mentions')
    .columns(['agent_id', 'at'])
    .execute();
}

async function subscriptions(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('alert_subscriptions')
    .addColumn('conversation_id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('queue', 'text', (column) => column.notNull())
    .addColumn('team_id', 'text', (column) => column.notNull())
    .addColumn('channel_name', 'text', (column) => column.notNull())
    .addColumn('set_by', 'text', (column) => column.notNull())
    .addColumn('set_at', 'bigint', (column) => column.notNull())
    .execute();
  await tables.schema
    .createTable('alert_duty')
    .addColumn('agent_id', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('tenant_id', 'text')
    .addColumn('since', 'bigint', (column) => column.notNull())
    .execute();
}
