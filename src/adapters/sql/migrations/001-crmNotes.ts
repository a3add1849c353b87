import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** Notes of contacts with customers, where no CRM is configured; part of the first tables. */
export async function crmNotes(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('crm_notes')
    .addColumn('note_id', 'text', (column) => column.primaryKey())
    .addColumn('customer_id', 'text', (column) => column.notNull())
    .addColumn('noted_at', 'bigint', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .execute();
  await tables.schema
    .createIndex('crm_notes_by_customer_id_noted_at')
    .on('crm_notes')
    .columns(['customer_id', 'noted_at'])
    .execute();
}
