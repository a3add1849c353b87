import type { PersonalStore } from '../../ports/personalData.ts';
import { callIdsOf } from './callsOfCustomer.ts';
import { fromMillis, inPieces } from './columns.ts';
import type { Database } from './database.ts';

/** Files of calls to be fetched, by their calls. Where they lie is a secret of the call platform's. */
export function personalFiles(database: Database): PersonalStore {
  const eachPiece = async <Found>(customerId: string, work: (piece: readonly string[]) => Promise<Found>) => {
    const found: Found[] = [];
    for (const piece of inPieces(await callIdsOf(customerId, database))) found.push(await work(piece));
    return found;
  };
  return {
    store: 'awaited files',
    find: async ({ customerId }) => {
      const rows = await eachPiece(customerId, (piece) =>
        database.read((tables) =>
          tables.selectFrom('awaited_files').selectAll().where('call_id', 'in', piece).execute(),
        ),
      );
      return rows.flat().map((row) => ({
        ...{ callId: row.call_id, kind: row.kind, state: row.state, at: fromMillis(row.called_at) },
      }));
    },
    forget: async ({ customerId }) => {
      const deleted = await eachPiece(customerId, (piece) =>
        database.write((tables) => tables.deleteFrom('awaited_files').where('call_id', 'in', piece).executeTakeFirst()),
      );
      return deleted.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
    },
  };
}
