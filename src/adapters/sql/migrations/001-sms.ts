import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** SMS on their way, their parts, and who may get them. */
export async function smsAndSubscribers(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('sms_messages')
    .addColumn('message_id', 'text', (column) => column.primaryKey())
    .addColumn('once_key', 'text', (column) => column.notNull().unique())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('level', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('problem', 'text', (column) => column.notNull())
    .addColumn('recipient', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('worker', 'text', (column) => column.notNull())
    .addColumn('held_until', 'bigint', (column) => column.notNull())
    .execute();
  await tables.schema
    .createIndex('sms_messages_by_state_due_at')
    .on('sms_messages')
    .columns(['state', 'due_at'])
    .execute();
  await tables.schema.createIndex('sms_messages_by_call_id').on('sms_messages').column('call_id').execute();
  await tables.schema.createIndex('sms_messages_by_since').on('sms_messages').column('since').execute();
  await tables.schema
    .createTable('sms_parts')
    .addColumn('reference', 'text', (column) => column.primaryKey())
    .addColumn('message_id', 'text')
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('heard_at', 'bigint', (column) => column.notNull())
    .execute();
  await tables.schema.createIndex('sms_parts_by_message_id').on('sms_parts').column('message_id').execute();
  await tables.schema
    .createTable('subscribers')
    .addColumn('number_key', 'text', (column) => column.primaryKey())
    .addColumn('sms_key', 'text', (column) => column.notNull())
    .addColumn('subscriber', 'text', (column) => column.notNull())
    .addColumn('opted_out', 'integer', (column) => column.notNull())
    .execute();
  await tables.schema.createIndex('subscribers_by_sms_key').on('subscribers').column('sms_key').execute();
}
