import type { Selectable } from 'kysely';
import type { AwaitedFile, AwaitedFiles } from '../../ports/awaitedFiles.ts';
import { fromMillis, toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';
import type { AwaitedFileTable } from './draftTables.ts';

/** Files of calls to be fetched, in the database, their addresses sealed. */
export function sqlAwaitedFiles(database: Database): AwaitedFiles {
  return {
    add: (file) => add(database, file),
    claim: (given) => claim(database, given),
    ...settling(database),
    find: (callId) =>
      database.read(async (tables) => {
        const ofCall = tables
          .selectFrom('awaited_files')
          .select(['kind', 'state'])
          .where('call_id', '=', toText(callId));
        const row = await ofCall.executeTakeFirst();
        return row && { kind: row.kind, state: row.state };
      }),
    forgetCall: (callId) =>
      database.write(async (tables) => {
        await tables.deleteFrom('awaited_files').where('call_id', '=', toText(callId)).execute();
      }),
    prune: (before) =>
      database.write(async (tables) => {
        const old = tables.deleteFrom('awaited_files').where('since', '<', toMillis(before));
        return Number((await old.executeTakeFirst()).numDeletedRows);
      }),
  };
}

function add(database: Database, file: Omit<AwaitedFile, 'attempts'>): Promise<boolean> {
  const callId = toText(file.callId);
  const since = toMillis(file.since);
  const row: Selectable<AwaitedFileTable> = {
    ...{ call_id: callId, kind: file.kind, state: 'waiting', agent_channel: file.agentChannel ?? null },
    address: database.atRest.sealText(file.address, { table: 'awaited_files', column: 'address', row: callId }),
    ...{ called_at: toMillis(file.at), since, due_at: since, attempts: 0, worker: '', held_until: 0 },
  };
  return database.write(async (tables) => {
    const { call_id: _, ...again } = row;
    const kept = await tables
      .insertInto('awaited_files')
      .values(row)
      .onConflict((conflict) =>
        conflict.column('call_id').doUpdateSet(again).where('awaited_files.state', '=', 'failed'),
      )
      .executeTakeFirst();
    return Number(kept.numInsertedOrUpdatedRows) === 1;
  });
}

async function claim(
  database: Database,
  { kind, worker, now, heldUntil, most }: Parameters<AwaitedFiles['claim']>[0],
): Promise<AwaitedFile[]> {
  const at = toMillis(now);
  const due = await database.read((tables) =>
    tables
      .selectFrom('awaited_files')
      .select('call_id')
      .where('kind', '=', kind)
      .where('state', '=', 'waiting')
      .where('due_at', '<=', at)
      .where('held_until', '<=', at)
      .orderBy('due_at')
      .orderBy('call_id')
      .limit(most)
      .execute(),
  );
  const claimed: AwaitedFile[] = [];
  for (const { call_id: callId } of due) {
    const row = await database.write((tables) =>
      tables
        .updateTable('awaited_files')
        .set({ worker, held_until: toMillis(heldUntil) })
        .where('call_id', '=', callId)
        .where('state', '=', 'waiting')
        .where('held_until', '<=', at)
        .returningAll()
        .executeTakeFirst(),
    );
    if (row !== undefined) claimed.push(fileOf(row, database));
  }
  return claimed;
}

function settling(database: Database): Pick<AwaitedFiles, 'putOff' | 'settle'> {
  const change = (callId: string, worker: string, row: Partial<AwaitedFileTable>) =>
    database.write(async (tables) => {
      await tables
        .updateTable('awaited_files')
        .set((eb) => ({ ...row, worker: '', held_until: 0, attempts: eb('attempts', '+', 1) }))
        .where('call_id', '=', toText(callId))
        .where('state', '=', 'waiting')
        .where('worker', '=', worker)
        .execute();
    });
  return {
    putOff: (callId, { worker, dueAt }) => change(callId, worker, { due_at: toMillis(dueAt) }),
    settle: (callId, { worker, state }) => change(callId, worker, { state, address: '' }),
  };
}

function fileOf(row: Selectable<AwaitedFileTable>, { atRest }: Database): AwaitedFile {
  const { call_id: callId, kind, attempts, agent_channel: agentChannel } = row;
  return {
    ...{ callId, kind, attempts, at: fromMillis(row.called_at), since: fromMillis(row.since) },
    address: atRest.openText(row.address, { table: 'awaited_files', column: 'address', row: callId }),
    ...(agentChannel === null ? {} : { agentChannel }),
  };
}
