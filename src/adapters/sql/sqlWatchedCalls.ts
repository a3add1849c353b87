import type { Selectable, Transaction } from 'kysely';
import type { CallFacts, WatchedCall, WatchedCalls, WatchState } from '../../ports/watchedCalls.ts';
import { fromMillis, inPieces, toMillis, toText, withoutNulls } from './columns.ts';
import type { WatchedCallTable } from './alertTables.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Watched calls in the database. */
export function sqlWatchedCalls(database: Database): WatchedCalls {
  return {
    note: (callId, facts, at) => database.write((tables) => note(tables, { callId, facts, at })),
    end: (callId, at) => database.write((tables) => end(tables, callId, at)),
    find: (callId) =>
      database.read(async (tables) => {
        const found = tables.selectFrom('watched_calls').selectAll().where('call_id', '=', toText(callId));
        const row = await found.executeTakeFirst();
        return row && callOf(row);
      }),
    save: async (states) => {
      const saved: WatchedCall[] = [];
      for (const piece of inPieces(states)) {
        saved.push(...(await database.write((tables) => save(tables, piece))));
      }
      return saved;
    },
    silentSince: (before, limit) =>
      database.read(async (tables) => {
        const silent = tables.selectFrom('watched_calls').select('call_id').where('heard_at', '<', toMillis(before));
        const rows = await silent.where('ended_at', 'is', null).orderBy('heard_at').limit(limit).execute();
        return rows.map((row) => row.call_id);
      }),
    prune: (before) =>
      database.write(async (tables) => {
        const old = tables.deleteFrom('watched_calls').where('heard_at', '<', toMillis(before));
        return Number((await old.executeTakeFirst()).numDeletedRows);
      }),
  };
}

const NOTHING_HEARD = { next_seq: -1, level: 'none', detection: '', ended_at: null } as const;
const NO_FACTS = {
  setting: null,
  direction: null,
  queue: null,
  caller_key: null,
  line_key: null,
  called_range: null,
} as const;

async function note(
  tables: Transaction<Tables>,
  { callId, facts, at }: { callId: string; facts: CallFacts; at: Date },
): Promise<void> {
  const row = {
    setting: facts.setting ?? null,
    direction: facts.direction ?? null,
    queue: facts.queue ?? null,
    caller_key: facts.callerKey ?? null,
    line_key: facts.lineKey ?? null,
    called_range: facts.calledRange ?? null,
  };
  await tables
    .insertInto('watched_calls')
    .values({ call_id: toText(callId), ...NOTHING_HEARD, ...row, heard_at: toMillis(at) })
    .onConflict((conflict) =>
      conflict.column('call_id').doUpdateSet((eb) => ({
        setting: eb.fn.coalesce('watched_calls.setting', 'excluded.setting'),
        direction: eb.fn.coalesce('watched_calls.direction', 'excluded.direction'),
        queue: eb.fn.coalesce('watched_calls.queue', 'excluded.queue'),
        caller_key: eb.fn.coalesce('watched_calls.caller_key', 'excluded.caller_key'),
        line_key: eb.fn.coalesce('watched_calls.line_key', 'excluded.line_key'),
        called_range: eb.fn.coalesce('watched_calls.called_range', 'excluded.called_range'),
      })),
    )
    .execute();
}

async function end(tables: Transaction<Tables>, callId: string, at: Date): Promise<boolean> {
  const endedAt = toMillis(at);
  const row = { ...NOTHING_HEARD, ...NO_FACTS, call_id: toText(callId), heard_at: endedAt, ended_at: endedAt };
  const added = await tables
    .insertInto('watched_calls')
    .values(row)
    .onConflict((conflict) => conflict.column('call_id').doNothing())
    .executeTakeFirst();
  if (Number(added.numInsertedOrUpdatedRows) === 1) return true;
  const open = tables.updateTable('watched_calls').set({ ended_at: endedAt });
  const ended = await open.where('call_id', '=', row.call_id).where('ended_at', 'is', null).executeTakeFirst();
  return Number(ended.numUpdatedRows) === 1;
}

async function save(tables: Transaction<Tables>, states: readonly WatchState[]): Promise<WatchedCall[]> {
  const rows = states.map(({ callId, nextSeq, level, detection, heardAt }) => ({
    ...NO_FACTS,
    ...{ call_id: toText(callId), next_seq: nextSeq, level, detection, heard_at: toMillis(heardAt), ended_at: null },
  }));
  await tables
    .insertInto('watched_calls')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('call_id')
        .doUpdateSet((eb) => ({
          next_seq: eb.ref('excluded.next_seq'),
          level: eb.ref('excluded.level'),
          detection: eb.ref('excluded.detection'),
          heard_at: eb.ref('excluded.heard_at'),
        }))
        // A worker that lost the call must not undo what the next one has heard since.
        .whereRef('watched_calls.next_seq', '<', 'excluded.next_seq'),
    )
    .execute();
  const ids = rows.map((row) => row.call_id);
  return (await tables.selectFrom('watched_calls').selectAll().where('call_id', 'in', ids).execute()).map(callOf);
}

function callOf(row: Selectable<WatchedCallTable>): WatchedCall {
  const { setting, direction, queue, caller_key: callerKey, line_key: lineKey, called_range: calledRange } = row;
  return {
    callId: row.call_id,
    ...withoutNulls({ setting, direction, queue, callerKey, lineKey, calledRange }),
    nextSeq: row.next_seq,
    level: row.level,
    detection: row.detection,
    heardAt: fromMillis(row.heard_at),
    ...(row.ended_at === null ? {} : { endedAt: fromMillis(row.ended_at) }),
  };
}
