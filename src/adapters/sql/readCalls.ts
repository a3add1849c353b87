import type { Kysely, Selectable } from 'kysely';
import type { Call, CallAgent } from '../../domain/lease.ts';
import { fromJson, fromMillis, inPieces, toMillis } from './columns.ts';
import type { CallAgentTable, CallTable, Tables } from './tables.ts';

/** One call with its agents. */
export async function findCall(tables: Kysely<Tables>, callId: string): Promise<Call | undefined> {
  return (await readCalls(tables, [callId]))[0];
}

/** The calls that somebody took after `since`. */
export async function callsOf(tables: Kysely<Tables>, agentId: string, since: Date): Promise<Call[]> {
  const taken = tables.selectFrom('call_agents').select('call_id').where('agent_id', '=', agentId);
  const rows = await taken.where('assigned_at', '>=', toMillis(since)).execute();
  return readCalls(
    tables,
    rows.map((row) => row.call_id),
  );
}

async function readCalls(tables: Kysely<Tables>, callIds: readonly string[]): Promise<Call[]> {
  const calls: Call[] = [];
  for (const piece of inPieces(callIds)) {
    const rows = await tables
      .selectFrom('calls')
      .selectAll()
      .where('call_id', 'in', piece)
      .orderBy('call_id')
      .execute();
    const agents = await tables.selectFrom('call_agents').selectAll().where('call_id', 'in', piece).execute();
    const agentsByCall = Map.groupBy(agents, (agent) => agent.call_id);
    calls.push(...rows.map((row) => callOf(row, agentsByCall.get(row.call_id) ?? [])));
  }
  return calls;
}

function callOf(row: Selectable<CallTable>, agents: readonly Selectable<CallAgentTable>[]): Call {
  return {
    callId: row.call_id,
    ...(row.started_at === null ? {} : { startedAt: fromMillis(row.started_at) }),
    ...(row.ended_at === null ? {} : { endedAt: fromMillis(row.ended_at) }),
    ...(row.of_subscriber === 0 ? {} : { isOfSubscriber: true as const }),
    ...(row.direction === null ? {} : { direction: row.direction }),
    ...(row.customer_id === null ? {} : { customerId: row.customer_id }),
    candidates: fromJson<string[]>(row.candidates),
    agents: agents.map(agentOf),
  };
}

function agentOf(row: Selectable<CallAgentTable>): CallAgent {
  return {
    agentId: row.agent_id,
    ...(row.assigned_at === null ? {} : { assignedAt: fromMillis(row.assigned_at) }),
    ...(row.left_at === null ? {} : { leftAt: fromMillis(row.left_at) }),
  };
}
