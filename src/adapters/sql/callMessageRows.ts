import type { Selectable } from 'kysely';
import type { CallMessage } from '../../ports/leases.ts';
import { fromMillis, toMillis, toText, withoutNulls } from './columns.ts';
import type { CallMessageTable } from './tables.ts';

/** A message of a call as the table holds it. */
export function rowOfMessage(message: CallMessage): Selectable<CallMessageTable> {
  return {
    call_id: toText(message.callId),
    agent_id: toText(message.agentId),
    outcome: message.outcome,
    at: toMillis(message.at),
    conversation_id: message.conversationId ?? null,
    activity_id: message.activityId ?? null,
  };
}

/** A row written by `rowOfMessage`. */
export function messageOf(row: Selectable<CallMessageTable>): CallMessage {
  return {
    callId: row.call_id,
    agentId: row.agent_id,
    outcome: row.outcome,
    at: fromMillis(row.at),
    ...withoutNulls({ conversationId: row.conversation_id, activityId: row.activity_id }),
  };
}
