import type { Transaction } from 'kysely';
import { type CallEvent, repeatMark } from '../../domain/call.ts';
import type { LeaseEvent, Leases } from '../../ports/leases.ts';
import { toJson, toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';
import { callsOf, findCall } from './readCalls.ts';
import { messageOf, rowOfMessage } from './callMessageRows.ts';
import type { Tables } from './tables.ts';

/** Calls and their agents in the database. Every event is merged so that the order of arrival does not count. */
export function sqlLeases(database: Database, settings: Pick<Leases, 'wrapUpMs'>): Leases {
  return {
    get wrapUpMs() {
      return settings.wrapUpMs;
    },
    take: (told) => database.write((tables) => takeEvent(tables, told)),
    find: (callId) => database.snapshot((tables) => findCall(tables, callId)),
    callsOf: (agentId, since) => database.snapshot((tables) => callsOf(tables, agentId, since)),
    identify: (callId, customerId) =>
      database.write(async (tables) => {
        const open = tables.updateTable('calls').set({ customer_id: customerId }).where('call_id', '=', callId);
        await open.where('customer_id', 'is', null).execute();
        const call = await tables
          .selectFrom('calls')
          .select('customer_id')
          .where('call_id', '=', callId)
          .executeTakeFirst();
        return call?.customer_id ?? undefined;
      }),
    countTry: (callId, most) =>
      database.write(async (tables) => {
        const call = tables.updateTable('calls').set(({ eb }) => ({ tries: eb('tries', '+', 1) }));
        const counted = await call.where('call_id', '=', callId).where('tries', '<', most).executeTakeFirst();
        return Number(counted.numUpdatedRows) === 1;
      }),
    ...messages(database),
    prune: (before) =>
      database.write(async (tables) => {
        const old = tables.deleteFrom('calls').where('heard_at', '<', toMillis(before));
        return Number((await old.executeTakeFirst()).numDeletedRows);
      }),
  };
}

type MessageMethods = Pick<Leases, 'claimMessage' | 'reclaimMessage' | 'saveMessage' | 'messagesOf' | 'messagesSince'>;

function messages(database: Database): MessageMethods {
  return {
    claimMessage: (callId, agentId, at) =>
      database.write(async (tables) => {
        const claim = await tables
          .insertInto('call_messages')
          .values(rowOfMessage({ callId, agentId, outcome: 'sending', at }))
          .onConflict((conflict) => conflict.columns(['call_id', 'agent_id']).doNothing())
          .executeTakeFirst();
        return Number(claim.numInsertedOrUpdatedRows) === 1;
      }),
    reclaimMessage: (callId, agentId, at) =>
      database.write(async (tables) => {
        const message = tables.updateTable('call_messages').set({ outcome: 'sending', at: toMillis(at) });
        const claim = await message
          .where('call_id', '=', toText(callId))
          .where('agent_id', '=', toText(agentId))
          .where('outcome', 'in', ['failed', 'directory-away'])
          .executeTakeFirst();
        return Number(claim.numUpdatedRows) === 1;
      }),
    saveMessage: (message) =>
      database.write(async (tables) => {
        const row = rowOfMessage(message);
        // Locks the call, so that nothing forgets it between looking and writing.
        const call = tables.updateTable('calls').set((eb) => ({ heard_at: eb.ref('heard_at') }));
        const found = await call.where('call_id', '=', row.call_id).executeTakeFirst();
        if (Number(found.numUpdatedRows) === 0) return false;
        await tables
          .insertInto('call_messages')
          .values(row)
          .onConflict((conflict) => conflict.columns(['call_id', 'agent_id']).doUpdateSet(row))
          .execute();
        return true;
      }),
    messagesOf: (callId) =>
      database.read(async (tables) => {
        const ofCall = tables.selectFrom('call_messages').selectAll().where('call_id', '=', callId);
        return (await ofCall.orderBy('agent_id').execute()).map(messageOf);
      }),
    messagesSince: (since) =>
      database.read(async (tables) => {
        const late = tables.selectFrom('call_messages').selectAll().where('at', '>=', toMillis(since));
        return (await late.orderBy('at').orderBy('call_id').orderBy('agent_id').execute()).map(messageOf);
      }),
  };
}

async function takeEvent(tables: Transaction<Tables>, told: LeaseEvent): Promise<'new' | 'repeat'> {
  const { event } = told;
  await noteCall(tables, told);
  const first = await tables
    .insertInto('call_events')
    .values({ call_id: toText(event.callId), type: event.type, mark: repeatMark(event) })
    .onConflict((conflict) => conflict.columns(['call_id', 'type', 'mark']).doNothing())
    .executeTakeFirst();
  if (Number(first.numInsertedOrUpdatedRows) === 0) return 'repeat';
  await merge(tables, told);
  return 'new';
}

/** The row comes first: two events of one call then wait for each other, and what they read below is settled. */
async function noteCall(tables: Transaction<Tables>, { event, heardAt }: LeaseEvent): Promise<void> {
  const heard = { heard_at: toMillis(heardAt) };
  await tables
    .insertInto('calls')
    .values({ call_id: toText(event.callId), candidates: '[]', tries: 0, ...heard })
    .onConflict((conflict) => conflict.column('call_id').doUpdateSet(heard))
    .execute();
}

async function merge(tables: Transaction<Tables>, told: LeaseEvent): Promise<void> {
  const { event } = told;
  switch (event.type) {
    case 'call.started':
      return mergeStart(tables, told, event);
    case 'call.ended':
      await tables
        .updateTable('calls')
        // The first end counts: a second one must not open a lease again.
        .set((eb) => ({ ended_at: eb.fn.coalesce('ended_at', eb.val(happenedAt(told))) }))
        .where('call_id', '=', toText(event.callId))
        .execute();
      return;
    case 'agent.assigned':
      await noteStart(tables, told);
      return mergeAgent(tables, event, { assigned_at: happenedAt(told) });
    case 'agent.left':
      return mergeAgent(tables, event, { left_at: happenedAt(told) });
  }
}

async function mergeStart(
  tables: Transaction<Tables>,
  told: LeaseEvent,
  event: Extract<CallEvent, { type: 'call.started' }>,
): Promise<void> {
  const { callId, agentId, setting, direction } = event;
  const { candidates } = told;
  const ofCall = tables.updateTable('calls').where('call_id', '=', toText(callId));
  await noteStart(tables, told);
  await ofCall.set((eb) => ({ direction: eb.fn.coalesce('direction', eb.val(direction)) })).execute();
  if (setting === 'subscriber') await ofCall.set({ of_subscriber: 1 }).execute();
  const [only, ...others] = candidates;
  if (only !== undefined) {
    // What is settled stays: a second start must not put another customer on a call.
    const unsettled = ofCall.where('customer_id', 'is', null);
    await unsettled.set(others.length === 0 ? { customer_id: only } : { candidates: toJson(candidates) }).execute();
  }
  if (agentId !== undefined) await mergeAgent(tables, { callId, agentId }, { assigned_at: happenedAt(told) });
}

/** A call has begun when anybody first had it. */
async function noteStart(tables: Transaction<Tables>, told: LeaseEvent): Promise<void> {
  const at = happenedAt(told);
  await tables
    .updateTable('calls')
    .set({ started_at: at })
    .where('call_id', '=', toText(told.event.callId))
    .where((eb) => eb.or([eb('started_at', 'is', null), eb('started_at', '>', at)]))
    .execute();
}

/** Clocks of call platforms may be a little ahead of ours. */
const CLOCK_AHEAD_MS = 60_000;

/** What is told ahead of its time has happened now: a lease must not begin or end in days to come. */
function happenedAt({ event, heardAt }: LeaseEvent): number {
  const [told, heard] = [toMillis(event.at), toMillis(heardAt)];
  return told > heard + CLOCK_AHEAD_MS ? heard : told;
}

/** Of several times that somebody took or left a call the last one counts. */
async function mergeAgent(
  tables: Transaction<Tables>,
  { callId, agentId }: { callId: string; agentId: string },
  told: { assigned_at: number } | { left_at: number },
): Promise<void> {
  const which = 'assigned_at' in told ? 'assigned_at' : 'left_at';
  const at = Object.values(told)[0] ?? 0;
  const row = { call_id: toText(callId), agent_id: toText(agentId) };
  await tables
    .insertInto('call_agents')
    .values({ ...row, ...told })
    .onConflict((conflict) => conflict.columns(['call_id', 'agent_id']).doNothing())
    .execute();
  const older = tables.updateTable('call_agents').set(told).where('call_id', '=', row.call_id);
  await older
    .where('agent_id', '=', row.agent_id)
    .where((eb) => eb.or([eb(which, 'is', null), eb(which, '<', at)]))
    .execute();
}
