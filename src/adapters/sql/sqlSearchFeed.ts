import type { Kysely, Transaction } from 'kysely';
import type { Feeder, FedUpTo, SearchFeed } from '../../ports/searchFeed.ts';
import { inPieces, toMillis } from './columns.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

const NOTHING: FedUpTo = { revision: 0, vectorRevision: 0 };

/** What outside indexes were sent, in the database. */
export function sqlSearchFeed(database: Database): SearchFeed {
  return {
    fedUpTo: (target) =>
      database.read(async (tables) => {
        const row = await tables.selectFrom('search_feeds').selectAll().where('target', '=', target).executeTakeFirst();
        return row === undefined ? NOTHING : { revision: row.revision, vectorRevision: row.vector_revision };
      }),
    claim: (feeder, now, until) => database.write((tables) => claim(tables, feeder, { now, until })),
    passagesOf: (target, documentIds) => database.read((tables) => passagesOf(tables, target, documentIds)),
    sending: (target, passages) =>
      database.write(async (tables) => {
        const known = await passagesOf(tables, target, [...passages.keys()]);
        const higher = [...passages].filter(([documentId, count]) => count > (known.get(documentId) ?? 0));
        await keepCounts(tables, target, higher);
      }),
    arrived: (feeder, upTo, passages) => database.write((tables) => arrived(tables, feeder, { upTo, passages })),
  };
}

async function claim(
  tables: Transaction<Tables>,
  { target, worker }: Feeder,
  { now, until }: { now: Date; until: Date },
): Promise<boolean> {
  const first = { target, revision: 0, vector_revision: 0, worker: '', held_until: 0 };
  await tables
    .insertInto('search_feeds')
    .values(first)
    .onConflict((conflict) => conflict.column('target').doNothing())
    .execute();
  const claimed = await tables
    .updateTable('search_feeds')
    .set({ worker, held_until: toMillis(until) })
    .where('target', '=', target)
    .where((where) => where.or([where('worker', '=', worker), where('held_until', '<=', toMillis(now))]))
    .executeTakeFirst();
  return Number(claimed.numUpdatedRows) === 1;
}

async function passagesOf(
  tables: Kysely<Tables>,
  target: string,
  documentIds: readonly string[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const piece of inPieces(documentIds)) {
    const rows = await tables
      .selectFrom('search_fed_documents')
      .select(['document_id', 'passages'])
      .where('target', '=', target)
      .where('document_id', 'in', piece)
      .execute();
    for (const row of rows) counts.set(row.document_id, row.passages);
  }
  return counts;
}

async function arrived(
  tables: Transaction<Tables>,
  { target, worker }: Feeder,
  { upTo, passages }: { upTo: FedUpTo; passages: ReadonlyMap<string, number> },
): Promise<boolean> {
  const advanced = await tables
    .updateTable('search_feeds')
    .set({ revision: upTo.revision, vector_revision: upTo.vectorRevision })
    .where('target', '=', target)
    .where('worker', '=', worker)
    .executeTakeFirst();
  if (Number(advanced.numUpdatedRows) !== 1) return false;
  const gone = [...passages].filter(([, count]) => count === 0).map(([documentId]) => documentId);
  for (const piece of inPieces(gone)) {
    await tables
      .deleteFrom('search_fed_documents')
      .where('target', '=', target)
      .where('document_id', 'in', piece)
      .execute();
  }
  await keepCounts(
    tables,
    target,
    [...passages].filter(([, count]) => count > 0),
  );
  return true;
}

async function keepCounts(
  tables: Transaction<Tables>,
  target: string,
  counts: readonly (readonly [string, number])[],
): Promise<void> {
  for (const piece of inPieces(counts)) {
    await tables
      .insertInto('search_fed_documents')
      .values(piece.map(([document_id, passages]) => ({ target, document_id, passages })))
      .onConflict((conflict) =>
        conflict.columns(['target', 'document_id']).doUpdateSet((row) => ({ passages: row.ref('excluded.passages') })),
      )
      .execute();
  }
}
