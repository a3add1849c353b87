import type { Admins } from '../../ports/admins.ts';
import { toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';

/** Who has talked to Earpiece as an admin, in the database. */
export function sqlAdmins(database: Database): Admins {
  return {
    note: (agentId, at) =>
      database.write(async (tables) => {
        const row = { agent_id: toText(agentId), seen_at: toMillis(at) };
        await tables
          .insertInto('admins')
          .values(row)
          .onConflict((conflict) => conflict.column('agent_id').doUpdateSet(row))
          .execute();
      }),
    list: (since) =>
      database.read(async (tables) => {
        const noted = tables.selectFrom('admins').select('agent_id').where('seen_at', '>=', toMillis(since));
        return (await noted.orderBy('seen_at', 'desc').orderBy('agent_id').execute()).map((row) => row.agent_id);
      }),
  };
}
