import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** Tokens used and conversations before the model; part of the first tables. */
export async function modelUse(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('token_uses')
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('input_tokens', 'bigint', (column) => column.notNull())
    .addColumn('output_tokens', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('token_uses_key', ['day', 'agent_id', 'conversation_id', 'call_id'])
    .execute();
  await tables.schema.createIndex('token_uses_by_call_id').on('token_uses').column('call_id').execute();
  await tables.schema
    .createTable('model_turns')
    .addColumn('conversation_id', 'text', (column) => column.primaryKey())
    .addColumn('turn_id', 'text', (column) => column.notNull())
    .addColumn('held_until', 'bigint', (column) => column.notNull())
    .execute();
}

/** How much of what people may use is used up; part of the first tables. */
export async function uses(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('uses')
    .addColumn('use_key', 'text', (column) => column.primaryKey())
    .addColumn('free_at', 'bigint', (column) => column.notNull())
    .execute();
  await tables.schema.createIndex('uses_by_free_at').on('uses').column('free_at').execute();
}
