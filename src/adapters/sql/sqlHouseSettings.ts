import type { Transaction } from 'kysely';
import type { HouseChanges } from '../../domain/houseSettings.ts';
import type { HouseSettingsStore, SettingsChange } from '../../ports/houseSettingsStore.ts';
import { fromJson, toJson, toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';
import type { SqlAuditLog } from './sqlAuditLog.ts';
import type { Tables } from './tables.ts';

const ONLY_ROW = 1;

/** What admins have set, in the database: one row, and its version. */
export function sqlHouseSettings(database: Database, audit: Pick<SqlAuditLog, 'writeWith'>): HouseSettingsStore {
  return {
    read: () =>
      database.read(async (tables) => {
        const kept = tables.selectFrom('house_settings').selectAll().where('id', '=', ONLY_ROW);
        const row = await kept.executeTakeFirst();
        if (row === undefined) return { version: 0, values: {} };
        return { version: Number(row.version), values: fromJson<HouseChanges>(row.settings) };
      }),
    change: (change, entry) => audit.writeWith(entry, (tables) => replace(tables, change)),
  };
}

/** The first change and every later one go by the version their admin saw. */
async function replace(tables: Transaction<Tables>, change: SettingsChange): Promise<boolean> {
  const { seenVersion, values, by, at } = change;
  const row = {
    ...{ version: seenVersion + 1, settings: toText(toJson(values)) },
    ...{ set_by: toText(by), set_at: toMillis(at) },
  };
  if (seenVersion === 0) {
    const first = tables.insertInto('house_settings').values({ id: ONLY_ROW, ...row });
    const inserted = await first.onConflict((conflict) => conflict.column('id').doNothing()).executeTakeFirst();
    return Number(inserted.numInsertedOrUpdatedRows) === 1;
  }
  const kept = tables.updateTable('house_settings').set(row).where('id', '=', ONLY_ROW);
  const updated = await kept.where('version', '=', seenVersion).executeTakeFirst();
  return Number(updated.numUpdatedRows) === 1;
}
