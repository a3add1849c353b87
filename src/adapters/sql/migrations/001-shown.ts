import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** Where notes stand in chats, and which messages are to be emptied; part of the first tables. */
export async function shownMessages(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('shown_notes')
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('activity_id', 'text', (column) => column.notNull())
    .addColumn('draft_id', 'text', (column) => column.notNull().references('drafts.draft_id').onDelete('cascade'))
    .addColumn('reader_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('shown_notes_key', ['conversation_id', 'activity_id', 'draft_id'])
    .execute();
  await tables.schema.createIndex('shown_notes_by_reader_id').on('shown_notes').columns(['reader_id']).execute();
  await tables.schema.createIndex('shown_notes_by_draft_id').on('shown_notes').columns(['draft_id']).execute();
  await tables.schema
    .createTable('forgotten_messages')
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('activity_id', 'text', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('forgotten_messages_key', ['conversation_id', 'activity_id'])
    .execute();
}
