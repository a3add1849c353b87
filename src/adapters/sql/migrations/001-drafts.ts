import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** Drafts of after-call notes, approved notes on their way to the CRM, and files of calls to be fetched. */
export async function draftsAndOutbox(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('drafts')
    .addColumn('draft_id', 'text', (column) => column.primaryKey())
    .addColumn('call_id', 'text')
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('customer_id', 'text')
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('nonce', 'text', (column) => column.notNull())
    .addColumn('called_at', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('transcript', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text')
    .addColumn('activity_id', 'text')
    .execute();
  await tables.schema.createIndex('drafts_by_call_id').on('drafts').columns(['call_id']).execute();
  await tables.schema.createIndex('drafts_by_state_created_at').on('drafts').columns(['state', 'created_at']).execute();
  await tables.schema
    .createTable('outbox')
    .addColumn('draft_id', 'text', (column) => column.primaryKey())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('customer_id', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('problem', 'text', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('worker', 'text', (column) => column.notNull())
    .addColumn('held_until', 'bigint', (column) => column.notNull())
    .addColumn('done_at', 'bigint')
    .execute();
  await tables.schema.createIndex('outbox_by_state_due_at').on('outbox').columns(['state', 'due_at']).execute();
  await awaitedFiles(tables);
}

async function awaitedFiles(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('awaited_files')
    .addColumn('call_id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('agent_channel', 'integer')
    .addColumn('called_at', 'bigint', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('worker', 'text', (column) => column.notNull())
    .addColumn('held_until', 'bigint', (column) => column.notNull())
    .execute();
  await tables.schema
    .createIndex('awaited_files_by_state_due_at')
    .on('awaited_files')
    .columns(['state', 'due_at'])
    .execute();
}
