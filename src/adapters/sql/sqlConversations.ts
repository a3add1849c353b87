import type { Selectable } from 'kysely';
import type { Conversation, Conversations } from '../../ports/conversations.ts';
import { fromJson, fromMillis, toJson, toMillis, withoutNulls } from './columns.ts';
import type { Database } from './database.ts';
import type { ConversationTable } from './tables.ts';

/** Conversations in the database. */
export function sqlConversations(database: Database): Conversations {
  return {
    save: (conversation) =>
      database.write(async (tables) => {
        const row = rowOf(conversation);
        await tables
          .insertInto('conversations')
          .values(row)
          .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(row))
          .execute();
      }),
    find: (conversationId) =>
      database.read(async (tables) => {
        const known = tables.selectFrom('conversations').selectAll().where('conversation_id', '=', conversationId);
        const row = await known.executeTakeFirst();
        return row && conversationOf(row);
      }),
    personalChatOf: (agentId) =>
      database.read(async (tables) => {
        const row = await tables
          .selectFrom('conversations')
          .selectAll()
          .where('agent_id', '=', agentId)
          .where('kind', '=', 'personal')
          .orderBy('updated_at', 'desc')
          .limit(1)
          .executeTakeFirst();
        return row && conversationOf(row);
      }),
    remove: (conversationId) =>
      database.write(async (tables) => {
        await tables.deleteFrom('conversations').where('conversation_id', '=', conversationId).execute();
      }),
  };
}

function rowOf(conversation: Conversation): Selectable<ConversationTable> {
  return {
    conversation_id: conversation.conversationId,
    kind: conversation.kind,
    agent_id: conversation.agentId ?? null,
    tenant_id: conversation.tenantId ?? null,
    reference: toJson(conversation.reference),
    updated_at: toMillis(conversation.updatedAt),
  };
}

function conversationOf(row: Selectable<ConversationTable>): Conversation {
  return {
    conversationId: row.conversation_id,
    kind: row.kind,
    ...withoutNulls({ agentId: row.agent_id, tenantId: row.tenant_id }),
    reference: fromJson<object>(row.reference),
    updatedAt: fromMillis(row.updated_at),
  };
}
