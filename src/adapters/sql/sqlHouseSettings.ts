import type { Transaction } from 'kysely';
import type { HouseChanges } from '../../domain/houseSettings.ts';
import type { HouseSettingsStore } from '../../ports/houseSettingsStore.ts';
import { fromJson, toJson, toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';
import type { SqlAuditLog } from './sqlAuditLog.ts';
import type { Tables } from './tables.ts';

const ONLY_ROW = 1;

/**
 * What admins have set, in the database: one row, and its version. Settings say who is an admin, so what somebody wrote
 * there who has the database and not the house's secret does not count.
 */
export function sqlHouseSettings(database: Database, audit: Pick<SqlAuditLog, 'writeWith'>): HouseSettingsStore {
  const proofOf = (version: number, settings: string): string =>
    database.atRest.keyedHash(`house settings ${version} ${settings}`);
  return {
    read: () =>
      database.read(async (tables) => {
        const kept = tables.selectFrom('house_settings').selectAll().where('id', '=', ONLY_ROW);
        const row = await kept.executeTakeFirst();
        if (row === undefined) return { version: 0, values: {}, isAltered: false };
        const version = Number(row.version);
        if (row.proof !== proofOf(version, row.settings)) return { version, values: {}, isAltered: true };
        return { version, values: fromJson<HouseChanges>(row.settings), isAltered: false };
      }),
    change: ({ seenVersion, values, by, at }, entry) => {
      const version = seenVersion + 1;
      const settings = toText(toJson(values));
      const row = { version, settings, proof: proofOf(version, settings), set_by: toText(by), set_at: toMillis(at) };
      return audit.writeWith(entry, (tables) => replace(tables, row));
    },
  };
}

/** The first change and every later one go by the version their admin saw. */
async function replace(tables: Transaction<Tables>, row: Omit<Tables['house_settings'], 'id'>): Promise<boolean> {
  const seenVersion = row.version - 1;
  if (seenVersion === 0) {
    const first = tables.insertInto('house_settings').values({ id: ONLY_ROW, ...row });
    const inserted = await first.onConflict((conflict) => conflict.column('id').doNothing()).executeTakeFirst();
    return Number(inserted.numInsertedOrUpdatedRows) === 1;
  }
  const kept = tables.updateTable('house_settings').set(row).where('id', '=', ONLY_ROW);
  const updated = await kept.where('version', '=', seenVersion).executeTakeFirst();
  return Number(updated.numUpdatedRows) === 1;
}
