import { freshPostgres, freshSqlite, stopPostgres } from '../test/support/databases.ts';
import { killApprovals } from '../test/support/killedApprovals.ts';

const ROUNDS = 200;

/** Has 200 notes approved and delivered by processes that are killed at every step in turn, on both stores. */
export async function benchApprovals(): Promise<void> {
  const rows = [];
  for (const [store, fresh] of Object.entries({ SQLite: freshSqlite, PostgreSQL: freshPostgres })) {
    const place = await fresh();
    rows.push({ store, notes: ROUNDS, ...(await killApprovals(ROUNDS, place)) });
    await place.remove();
  }
  await stopPostgres();
  console.table(rows);
}
