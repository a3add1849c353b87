import type { Kysely, Selectable, Transaction } from 'kysely';
import type { FollowedItem, FollowedSource, FollowedSources, SourceFollower } from '../../ports/followedSources.ts';
import { fromJson, fromMillis, inPieces, toJson, toMillis, toText, withoutNulls } from './columns.ts';
import type { Database } from './database.ts';
import type { FollowedItemTable, FollowedSourceTable } from './sourceTables.ts';
import type { Tables } from './tables.ts';

/** Followed sources in the database. */
export function sqlFollowedSources(database: Database): FollowedSources {
  const ifHeld = (follower: SourceFollower, work: (tables: Transaction<Tables>) => Promise<void>): Promise<boolean> =>
    database.write(async (tables) => {
      const isHeld = await isHeldBy(tables, follower);
      if (isHeld) await work(tables);
      return isHeld;
    });
  return {
    claim: (follower, now, until) => database.write((tables) => claim(tables, follower, { now, until })),
    find: (sourceId) =>
      database.read(async (tables) => {
        const rows = tables.selectFrom('followed_sources').selectAll().where('source_id', '=', sourceId);
        const row = await rows.executeTakeFirst();
        return row && sourceFrom(row);
      }),
    list: () =>
      database.read(async (tables) =>
        (await tables.selectFrom('followed_sources').selectAll().orderBy('source_id').execute()).map(sourceFrom),
      ),
    note: (follower, source) => ifHeld(follower, (tables) => note(tables, follower.sourceId, source)),
    items: (sourceId) =>
      database.read(async (tables) => {
        const rows = tables.selectFrom('followed_items').selectAll().where('source_id', '=', sourceId);
        return (await rows.orderBy('item_id').execute()).map(itemFrom);
      }),
    keep: (follower, items) => ifHeld(follower, (tables) => keep(tables, follower.sourceId, items)),
    drop: (follower, itemIds) => ifHeld(follower, (tables) => drop(tables, follower.sourceId, itemIds)),
    forget: (sourceId) =>
      database.write(async (tables) => {
        await tables.deleteFrom('followed_items').where('source_id', '=', sourceId).execute();
        await tables.deleteFrom('followed_sources').where('source_id', '=', sourceId).execute();
      }),
  };
}

async function claim(
  tables: Transaction<Tables>,
  { sourceId, worker }: SourceFollower,
  { now, until }: { now: Date; until: Date },
): Promise<boolean> {
  const first = { cursor: null, looked_at: null, trouble: null, worker: '', held_until: 0 };
  await tables
    .insertInto('followed_sources')
    .values({ source_id: sourceId, ...first })
    .onConflict((conflict) => conflict.column('source_id').doNothing())
    .execute();
  const claimed = await tables
    .updateTable('followed_sources')
    .set({ worker, held_until: toMillis(until) })
    .where('source_id', '=', sourceId)
    .where((where) => where.or([where('worker', '=', worker), where('held_until', '<=', toMillis(now))]))
    .executeTakeFirst();
  return Number(claimed.numUpdatedRows) === 1;
}

/** Takes the row for this transaction, so that nobody claims the source in between. */
async function isHeldBy(tables: Transaction<Tables>, { sourceId, worker }: SourceFollower): Promise<boolean> {
  const held = await tables
    .updateTable('followed_sources')
    .set({ worker })
    .where('source_id', '=', sourceId)
    .where('worker', '=', worker)
    .executeTakeFirst();
  return Number(held.numUpdatedRows) === 1;
}

async function note(
  tables: Transaction<Tables>,
  sourceId: string,
  { cursor, lookedAt, trouble }: Omit<FollowedSource, 'sourceId'>,
): Promise<void> {
  await tables
    .updateTable('followed_sources')
    .set({
      cursor: cursor ?? null,
      looked_at: lookedAt === undefined ? null : toMillis(lookedAt),
      trouble: trouble === undefined ? null : toText(trouble),
    })
    .where('source_id', '=', sourceId)
    .execute();
}

async function keep(tables: Kysely<Tables>, sourceId: string, items: readonly FollowedItem[]): Promise<void> {
  for (const piece of inPieces(items)) {
    await tables
      .insertInto('followed_items')
      .values(piece.map((item) => rowOf(sourceId, item)))
      .onConflict((conflict) =>
        conflict.columns(['source_id', 'item_id']).doUpdateSet((row) => ({
          file: row.ref('excluded.file'),
          version: row.ref('excluded.version'),
          bytes: row.ref('excluded.bytes'),
          groups: row.ref('excluded.groups'),
          notice: row.ref('excluded.notice'),
          url: row.ref('excluded.url'),
          state: row.ref('excluded.state'),
          sentence: row.ref('excluded.sentence'),
        })),
      )
      .execute();
  }
}

async function drop(tables: Kysely<Tables>, sourceId: string, itemIds: readonly string[]): Promise<void> {
  for (const piece of inPieces(itemIds)) {
    await tables.deleteFrom('followed_items').where('source_id', '=', sourceId).where('item_id', 'in', piece).execute();
  }
}

function rowOf(sourceId: string, item: FollowedItem): FollowedItemTable {
  const { itemId, file, version, bytes, groups, notice = null, url = null, state, sentence = null } = item;
  return {
    source_id: sourceId,
    item_id: itemId,
    file: toText(file),
    version,
    bytes,
    groups: groups === null ? null : toText(toJson(groups)),
    notice,
    url,
    state,
    sentence: sentence === null ? null : toText(sentence),
  };
}

function itemFrom({
  item_id,
  file,
  version,
  bytes,
  groups,
  state,
  ...row
}: Selectable<FollowedItemTable>): FollowedItem {
  const { notice, url, sentence } = withoutNulls(row);
  return {
    itemId: item_id,
    ...{ file, version, bytes, state },
    groups: groups === null ? null : fromJson<string[]>(groups),
    ...(notice === undefined ? {} : { notice }),
    ...(url === undefined ? {} : { url }),
    ...(sentence === undefined ? {} : { sentence }),
  };
}

function sourceFrom({ source_id, cursor, looked_at, trouble }: Selectable<FollowedSourceTable>): FollowedSource {
  return {
    sourceId: source_id,
    ...(cursor === null ? {} : { cursor }),
    ...(looked_at === null ? {} : { lookedAt: fromMillis(looked_at) }),
    ...(trouble === null ? {} : { trouble }),
  };
}
