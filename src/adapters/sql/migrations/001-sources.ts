import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** Sources outside this house, and their documents as they were last listed. */
export async function followedSources(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('followed_sources')
    .addColumn('source_id', 'text', (column) => column.primaryKey())
    .addColumn('cursor', 'text')
    .addColumn('looked_at', 'bigint')
    .addColumn('trouble', 'text')
    .addColumn('worker', 'text', (column) => column.notNull())
    .addColumn('held_until', 'bigint', (column) => column.notNull())
    .execute();
  await tables.schema
    .createTable('followed_items')
    .addColumn('source_id', 'text', (column) =>
      column.notNull().references('followed_sources.source_id').onDelete('cascade'),
    )
    .addColumn('item_id', 'text', (column) => column.notNull())
    .addColumn('file', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('groups', 'text')
    .addColumn('notice', 'text')
    .addColumn('url', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('sentence', 'text')
    .addPrimaryKeyConstraint('followed_items_key', ['source_id', 'item_id'])
    .execute();
}
