import type { Selectable } from 'kysely';
import type { NoteDraft } from '../../domain/noteDraft.ts';
import { NOTHING_WRITTEN } from '../../domain/noteDraft.ts';
import type { Transcript } from '../../domain/transcript.ts';
import type { Drafts, SeenDraft } from '../../ports/drafts.ts';
import { fromJson, fromMillis, toJson, toMillis, toText, withoutNulls } from './columns.ts';
import type { Database } from './database.ts';
import type { DraftTable } from './draftTables.ts';
import type { SqlAuditLog } from './sqlAuditLog.ts';
import { putIntoOutbox } from './sqlOutbox.ts';

const NO_TRANSCRIPT: Transcript = { utterances: [], warnings: [] };

/** Drafts in the database, with what was said sealed. `audit` must be the one audit log of this process. */
export function sqlDrafts(database: Database, audit: Pick<SqlAuditLog, 'writeWith'>): Drafts {
  return {
    ...reading(database),
    add: (draft) =>
      database.write(async (tables) => {
        const row = rowOf(draft, database);
        const added = await tables
          .insertInto('drafts')
          .values(row)
          .onConflict((conflict) => conflict.column('draft_id').doNothing())
          .executeTakeFirst();
        return Number(added.numInsertedOrUpdatedRows) === 1;
      }),
    rewrite: (seen, { nonce, content, transcript }) =>
      database.write(async (tables) => {
        const texts = sealed({ draftId: seen.draftId, content, transcript }, database);
        const changed = await tables
          .updateTable('drafts')
          .set((eb) => ({ version: eb('version', '+', 1), nonce, ...texts }))
          .where((eb) => eb.and(asSeen(seen)))
          .executeTakeFirst();
        return Number(changed.numUpdatedRows) === 1;
      }),
    assign: (draftId, agentId) =>
      database.write(async (tables) => {
        const open = tables.updateTable('drafts').set({ agent_id: agentId }).where('draft_id', '=', draftId);
        await open.where('state', '=', 'draft').execute();
      }),
    approve: (seen, { content, note, entry, nonce }) =>
      audit.writeWith(entry, async (tables) => {
        const texts = sealed({ draftId: seen.draftId, content, transcript: NO_TRANSCRIPT }, database);
        // The row comes first: approvals at the same moment wait here for each other, and one of them finds it as seen.
        const approved = await tables
          .updateTable('drafts')
          .set((eb) => ({
            ...{ state: 'approved' as const, customer_id: note.customerId },
            ...{ version: eb('version', '+', 1), nonce, ...texts },
          }))
          .where((eb) => eb.and(asSeen(seen)))
          .executeTakeFirst();
        if (Number(approved.numUpdatedRows) !== 1) return false;
        await putIntoOutbox(tables, { draftId: seen.draftId, note, at: entry.at }, database);
        return true;
      }),
    shownAt: (draftId, { conversationId, activityId }) =>
      database.write(async (tables) => {
        const place = { conversation_id: conversationId, activity_id: activityId };
        await tables.updateTable('drafts').set(place).where('draft_id', '=', draftId).execute();
      }),
    ...forgetting(database),
  };
}

function reading(database: Database): Pick<Drafts, 'find' | 'ofCall' | 'unapproved'> {
  return {
    find: (draftId) =>
      database.read(async (tables) => {
        const row = await tables
          .selectFrom('drafts')
          .selectAll()
          .where('draft_id', '=', toText(draftId))
          .executeTakeFirst();
        return row && draftOf(row, database);
      }),
    ofCall: (callId) =>
      database.read(async (tables) => {
        const ofCall = tables.selectFrom('drafts').selectAll().where('call_id', '=', toText(callId));
        const row = await ofCall.orderBy('created_at', 'desc').orderBy('draft_id').limit(1).executeTakeFirst();
        return row && draftOf(row, database);
      }),
    unapproved: (agentId, limit) =>
      database.read(async (tables) => {
        const open = tables.selectFrom('drafts').selectAll().where('state', '=', 'draft');
        const theirs = agentId === undefined ? open : open.where('agent_id', '=', agentId);
        const rows = await theirs.orderBy('created_at').orderBy('draft_id').limit(limit).execute();
        return rows.map((row) => draftOf(row, database));
      }),
  };
}

function forgetting(database: Database): Pick<Drafts, 'expire' | 'forgetCall' | 'prune'> {
  return {
    expire: async (before) => {
      const made = toMillis(before);
      const old = await database.read((tables) =>
        tables
          .selectFrom('drafts')
          .select('draft_id')
          .where('state', '=', 'draft')
          .where('created_at', '<', made)
          .execute(),
      );
      const expired: string[] = [];
      for (const { draft_id: draftId } of old) {
        const content = { customerName: '', written: NOTHING_WRITTEN };
        const texts = sealed({ draftId, content, transcript: NO_TRANSCRIPT }, database);
        const emptied = await database.write((tables) =>
          tables
            .updateTable('drafts')
            .set((eb) => ({ state: 'expired' as const, version: eb('version', '+', 1), ...texts }))
            .where('draft_id', '=', draftId)
            .where('state', '=', 'draft')
            .executeTakeFirst(),
        );
        if (Number(emptied.numUpdatedRows) === 1) expired.push(draftId);
      }
      return expired;
    },
    forgetCall: (callId) =>
      database.write(async (tables) => {
        const id = toText(callId);
        const drafts = tables.selectFrom('drafts').select('draft_id').where('call_id', '=', id);
        await tables.deleteFrom('outbox').where('draft_id', 'in', drafts).execute();
        const forgotten = await tables.deleteFrom('drafts').where('call_id', '=', id).executeTakeFirst();
        return Number(forgotten.numDeletedRows);
      }),
    prune: (before) =>
      database.write(async (tables) => {
        const made = toMillis(before);
        const waiting = tables.selectFrom('outbox').select('draft_id').where('state', '<>', 'delivered');
        const old = tables.deleteFrom('drafts').where('created_at', '<', made).where('draft_id', 'not in', waiting);
        const pruned = Number((await old.executeTakeFirst()).numDeletedRows);
        const done = tables.deleteFrom('outbox').where('since', '<', made).where('state', '=', 'delivered');
        await done.execute();
        return pruned;
      }),
  };
}

/** The conditions of a change: nobody has approved, expired, changed or taken over the draft meanwhile. */
function asSeen({ draftId, version, nonce, agentId }: SeenDraft) {
  return { draft_id: toText(draftId), version, nonce, agent_id: agentId, state: 'draft' as const };
}

function rowOf(draft: NoteDraft, database: Database): Selectable<DraftTable> {
  return {
    draft_id: toText(draft.draftId),
    call_id: draft.callId === undefined ? null : toText(draft.callId),
    agent_id: toText(draft.agentId),
    customer_id: draft.customerId === undefined ? null : toText(draft.customerId),
    origin: draft.origin,
    state: draft.state,
    version: draft.version,
    nonce: draft.nonce,
    called_at: toMillis(draft.at),
    created_at: toMillis(draft.createdAt),
    conversation_id: draft.place?.conversationId ?? null,
    activity_id: draft.place?.activityId ?? null,
    ...sealed(draft, database),
  };
}

function sealed(
  { draftId, content, transcript }: Pick<NoteDraft, 'draftId' | 'content' | 'transcript'>,
  { atRest }: Database,
): Pick<DraftTable, 'note' | 'transcript'> {
  const row = toText(draftId);
  return {
    note: atRest.sealText(toJson(content), { table: 'drafts', column: 'note', row }),
    transcript: atRest.sealText(toJson(transcript), { table: 'drafts', column: 'transcript', row }),
  };
}

/** A row written by `rowOf`. */
export function draftOf(row: Selectable<DraftTable>, { atRest }: Database): NoteDraft {
  const open = (column: 'note' | 'transcript'): string =>
    atRest.openText(row[column], { table: 'drafts', column, row: row.draft_id });
  const { conversation_id: conversationId, activity_id: activityId } = row;
  return {
    draftId: row.draft_id,
    agentId: row.agent_id,
    origin: row.origin,
    state: row.state,
    version: row.version,
    nonce: row.nonce,
    at: fromMillis(row.called_at),
    createdAt: fromMillis(row.created_at),
    content: fromJson(open('note')),
    transcript: fromJson(open('transcript')),
    ...withoutNulls({ callId: row.call_id, customerId: row.customer_id }),
    ...(conversationId === null || activityId === null ? {} : { place: { conversationId, activityId } }),
  };
}
