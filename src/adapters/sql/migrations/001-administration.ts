import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** Who administers the house, and what they have set; part of the first tables. */
export async function administration(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('admins')
    .addColumn('agent_id', 'text', (column) => column.primaryKey())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .execute();
  await tables.schema
    .createTable('document_uploads')
    .addColumn('upload_id', 'text', (column) => column.primaryKey())
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('read', 'text', (column) => column.notNull())
    .execute();
  await tables.schema
    .createTable('house_settings')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('proof', 'text', (column) => column.notNull())
    .addColumn('set_by', 'text', (column) => column.notNull())
    .addColumn('set_at', 'bigint', (column) => column.notNull())
    .execute();
}
