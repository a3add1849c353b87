import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** How many alerts supervisors want; part of the first tables. */
export async function fraudDesk(tables: Kysely<Tables>): Promise<void> {
  await tables.schema
    .createTable('alert_budgets')
    .addColumn('queue', 'text', (column) => column.primaryKey())
    .addColumn('per_shift', 'double precision', (column) => column.notNull())
    .addColumn('threshold', 'double precision', (column) => column.notNull())
    .addColumn('set_by', 'text', (column) => column.notNull())
    .addColumn('set_at', 'bigint', (column) => column.notNull())
    .execute();
}
