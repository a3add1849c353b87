import type { Selectable, Transaction } from 'kysely';
import type { DeliveryProblem } from '../../domain/noteDraft.ts';
import type { CrmNote } from '../../ports/crm.ts';
import type { Delivery, Outbox, OutboxItem } from '../../ports/outbox.ts';
import { fromJson, fromMillis, toJson, toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';
import type { OutboxTable } from './draftTables.ts';
import type { Tables } from './tables.ts';

/** Notes waiting for the CRM, in the database. */
export function sqlOutbox(database: Database): Outbox {
  return {
    claim: (given) => claim(database, given),
    ...settling(database),
    revive: (now) =>
      database.write(async (tables) => {
        const again = { state: 'waiting' as const, due_at: toMillis(now), attempts: 0, done_at: null, held_until: 0 };
        const dead = tables.updateTable('outbox').set(again).where('state', '=', 'dead');
        return Number((await dead.executeTakeFirst()).numUpdatedRows);
      }),
    find: (draftId) =>
      database.read(async (tables) => {
        const found = tables.selectFrom('outbox').selectAll().where('draft_id', '=', toText(draftId));
        const row = await found.executeTakeFirst();
        return row && deliveryOf(row);
      }),
    open: (limit) =>
      database.read(async (tables) => {
        const open = tables.selectFrom('outbox').selectAll().where('state', '<>', 'delivered');
        return (await open.orderBy('since').orderBy('draft_id').limit(limit).execute()).map(deliveryOf);
      }),
  };
}

/** Puts an approved note into the outbox, within the transaction that approves it. */
export async function putIntoOutbox(
  tables: Transaction<Tables>,
  { draftId, note, at }: { draftId: string; note: CrmNote; at: Date },
  { atRest }: Pick<Database, 'atRest'>,
): Promise<void> {
  const since = toMillis(at);
  const row = { draft_id: toText(draftId), state: 'waiting', customer_id: toText(note.customerId) } as const;
  const text = atRest.sealText(toJson(note), { table: 'outbox', column: 'note', row: row.draft_id });
  const work = { attempts: 0, problem: '', since, due_at: since, worker: '', held_until: 0, done_at: null };
  await tables
    .insertInto('outbox')
    .values({ ...row, note: text, ...work })
    .execute();
}

async function claim(
  database: Database,
  { worker, now, heldUntil, most }: Parameters<Outbox['claim']>[0],
): Promise<OutboxItem[]> {
  const at = toMillis(now);
  const due = await database.read((tables) =>
    tables
      .selectFrom('outbox')
      .select('draft_id')
      .where('state', '=', 'waiting')
      .where('due_at', '<=', at)
      .where('held_until', '<=', at)
      .orderBy('due_at')
      .orderBy('draft_id')
      .limit(most)
      .execute(),
  );
  const claimed: OutboxItem[] = [];
  for (const { draft_id: draftId } of due) {
    const row = await database.write((tables) =>
      tables
        .updateTable('outbox')
        .set({ worker, held_until: toMillis(heldUntil) })
        .where('draft_id', '=', draftId)
        .where('state', '=', 'waiting')
        .where('held_until', '<=', at)
        .returningAll()
        .executeTakeFirst(),
    );
    if (row !== undefined) claimed.push(itemOf(row, database));
  }
  return claimed;
}

function settling(database: Database): Pick<Outbox, 'delivered' | 'putOff' | 'bury'> {
  const settle = (draftId: string, worker: string, row: Partial<OutboxTable> & { problem: DeliveryProblem }) =>
    database.write(async (tables) => {
      await tables
        .updateTable('outbox')
        .set((eb) => ({ ...row, worker: '', held_until: 0, attempts: eb('attempts', '+', 1) }))
        .where('draft_id', '=', draftId)
        .where('state', '=', 'waiting')
        .where('worker', '=', worker)
        .execute();
    });
  return {
    delivered: (draftId, at) =>
      database.write(async (tables) => {
        const done = { state: 'delivered' as const, done_at: toMillis(at), note: '', problem: '' };
        const open = tables.updateTable('outbox').set(done).where('draft_id', '=', draftId);
        return Number((await open.where('state', '<>', 'delivered').executeTakeFirst()).numUpdatedRows) === 1;
      }),
    putOff: (draftId, { worker, dueAt, problem }) => settle(draftId, worker, { due_at: toMillis(dueAt), problem }),
    bury: (draftId, { worker, at, problem }) =>
      settle(draftId, worker, { state: 'dead', done_at: toMillis(at), problem }),
  };
}

function itemOf(row: Selectable<OutboxTable>, { atRest }: Database): OutboxItem {
  const { draft_id: draftId, attempts } = row;
  const { at, ...note } = fromJson<Omit<CrmNote, 'at'> & { at: string }>(
    atRest.openText(row.note, { table: 'outbox', column: 'note', row: draftId }),
  );
  return { draftId, attempts, since: fromMillis(row.since), note: { ...note, at: new Date(at) } };
}

function deliveryOf(row: Selectable<OutboxTable>): Delivery {
  return {
    draftId: row.draft_id,
    state: row.state,
    attempts: row.attempts,
    since: fromMillis(row.since),
    ...(row.problem === '' ? {} : { problem: row.problem as DeliveryProblem }),
    ...(row.done_at === null ? {} : { doneAt: fromMillis(row.done_at) }),
  };
}
