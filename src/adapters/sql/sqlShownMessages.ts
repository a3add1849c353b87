import type { Transaction } from 'kysely';
import type { MessagePlace } from '../../domain/noteDraft.ts';
import type { ShownMessages } from '../../ports/shownMessages.ts';
import { fromMillis, inPieces, toMillis, toText, withoutNulls } from './columns.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Messages that show notes, and those to be emptied, in the database. */
export function sqlShownMessages(database: Database): ShownMessages {
  return {
    noteShown: ({ draftId, readerId, ...place }) =>
      database.write(async (tables) => {
        const draft_id = toText(draftId);
        // Locks the note, so that nothing forgets it between looking and writing.
        const here = tables.updateTable('drafts').set((eb) => ({ version: eb.ref('version') }));
        const found = await here.where('draft_id', '=', draft_id).executeTakeFirst();
        if (Number(found.numUpdatedRows) === 0) return false;
        const shown = tables
          .insertInto('shown_notes')
          .values({ ...rowOf(place), draft_id, reader_id: toText(readerId) });
        await shown.onConflict((conflict) => conflict.doNothing()).execute();
        return true;
      }),
    readers: () =>
      database.read(async (tables) => {
        const rows = await tables
          .selectFrom('shown_notes')
          .select('reader_id')
          .distinct()
          .orderBy('reader_id')
          .execute();
        return rows.map((row) => row.reader_id);
      }),
    notesOf: (readerId, which) =>
      database.read(async (tables) => {
        const shown = tables
          .selectFrom('shown_notes')
          .innerJoin('drafts', 'drafts.draft_id', 'shown_notes.draft_id')
          .select(['shown_notes.conversation_id', 'shown_notes.activity_id', 'shown_notes.reader_id'])
          .select(['drafts.draft_id', 'drafts.agent_id', 'drafts.origin', 'drafts.call_id'])
          .where('shown_notes.reader_id', '=', toText(readerId));
        const wanted = which === 'all' ? shown : shown.whereRef('drafts.agent_id', '<>', 'shown_notes.reader_id');
        const rows = await wanted.orderBy('drafts.created_at').orderBy('shown_notes.activity_id').execute();
        return rows.map((row) => ({
          ...{ conversationId: row.conversation_id, activityId: row.activity_id, draftId: row.draft_id },
          ...{ readerId: row.reader_id, agentId: row.agent_id, origin: row.origin },
          ...withoutNulls({ callId: row.call_id }),
        }));
      }),
    forgotten: () =>
      database.read(async (tables) => {
        const rows = await tables.selectFrom('forgotten_messages').selectAll().orderBy('since').execute();
        return rows.map((row) => ({
          ...{ conversationId: row.conversation_id, activityId: row.activity_id, since: fromMillis(row.since) },
        }));
      }),
    emptied: (place) =>
      database.write(async (tables) => {
        const { conversation_id, activity_id } = rowOf(place);
        for (const table of ['shown_notes', 'forgotten_messages'] as const) {
          const here = tables.deleteFrom(table).where('conversation_id', '=', conversation_id);
          await here.where('activity_id', '=', activity_id).execute();
        }
      }),
  };
}

function rowOf({ conversationId, activityId }: MessagePlace): { conversation_id: string; activity_id: string } {
  return { conversation_id: toText(conversationId), activity_id: toText(activityId) };
}

/** Which rows are about to be forgotten, by their ids. */
interface Forgotten {
  from: 'call_messages' | 'shown_notes' | 'answers';
  ids: readonly string[];
}

const KEY = { call_messages: 'call_id', shown_notes: 'draft_id', answers: 'answer_id' } as const;

/** Keeps where the messages of these rows stand, so that a bot empties them; in the transaction that forgets them. */
export async function leaveToEmpty({ from, ids }: Forgotten, tables: Transaction<Tables>, at: Date): Promise<void> {
  for (const piece of inPieces(ids)) {
    const shown = tables.selectFrom(from).select(['conversation_id', 'activity_id']).where(KEY[from], 'in', piece);
    const places = (await shown.execute()).flatMap(({ conversation_id, activity_id }) =>
      conversation_id === null || activity_id === null ? [] : [{ conversation_id, activity_id, since: toMillis(at) }],
    );
    if (places.length === 0) continue;
    const kept = tables.insertInto('forgotten_messages').values(places);
    await kept.onConflict((conflict) => conflict.doNothing()).execute();
  }
}
