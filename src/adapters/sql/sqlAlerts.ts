import type { ExpressionBuilder, Kysely, Transaction } from 'kysely';
import type { RiskyCall } from '../../domain/scamAlert.ts';
import type { AlertPlace, Alerts, AuditedChange, Campaign, Raised } from '../../ports/alerts.ts';
import { alertOf, judgedColumns, newAlertRow } from './alertRows.ts';
import type { AlertTable } from './alertTables.ts';
import { toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';
import type { SqlAuditLog } from './sqlAuditLog.ts';
import type { Tables } from './tables.ts';

/** Alerts in the database. `audit` must be the one audit log of this process. */
export function sqlAlerts(database: Database, audit: Pick<SqlAuditLog, 'writeWith'>): Alerts {
  return {
    ...reading(database),
    ...acting(audit),
    raise: async (risky, given) => {
      let raised = 'same' as Raised;
      const news = async (tables: Transaction<Tables>): Promise<boolean> => {
        raised = await lift(tables, risky, given);
        return raised === 'raised' || raised === 'risen';
      };
      await audit.writeWith(given.entry, news);
      // Nothing stands in the audit log of what changed no level, so the rest is written by itself.
      return raised === 'raised' || raised === 'risen'
        ? raised
        : database.write((tables) => refresh(tables, risky, given.places));
    },
    callEnded: (callId, at) =>
      database.write(async (tables) => {
        const one = tables.updateTable('alerts').where('call_id', '=', toText(callId)).where('ended_at', 'is', null);
        await one.set((eb) => ({ ended_at: toMillis(at), version: eb('version', '+', 1) })).execute();
      }),
    noteOpinion: (callId, opinion) =>
      database.write(async (tables) => {
        const one = tables.updateTable('alerts').where('call_id', '=', toText(callId)).where('outcome', 'is', null);
        const isNew = one.where((eb) => eb.or([eb('second_opinion', 'is', null), eb('second_opinion', '<>', opinion)]));
        const noted = isNew.set((eb) => ({ second_opinion: opinion, version: eb('version', '+', 1) }));
        return Number((await noted.executeTakeFirst()).numUpdatedRows) === 1;
      }),
    prune: (before) =>
      database.write(async (tables) => {
        const old = tables.deleteFrom('alerts').where('raised_at', '<', toMillis(before));
        return Number((await old.executeTakeFirst()).numDeletedRows);
      }),
  };
}

type Given = Parameters<Alerts['raise']>[1];

async function lift(tables: Transaction<Tables>, risky: RiskyCall, { at, mode, places }: Given): Promise<Raised> {
  const endedAt = await endOf(tables, risky.callId);
  const added = await tables
    .insertInto('alerts')
    .values({ ...newAlertRow(risky, at, mode), ended_at: endedAt })
    .onConflict((conflict) => conflict.column('call_id').doNothing())
    .executeTakeFirst();
  if (Number(added.numInsertedOrUpdatedRows) === 1) {
    await addCards(tables, { callId: risky.callId, at }, places);
    return 'raised';
  }
  if (mode === 'live' && (await speakUp(tables, risky, { at, places }))) return 'raised';
  if (risky.level !== 'scam') return 'same';
  const risen = await tables
    .updateTable('alerts')
    .set((eb) => ({
      ...judgedColumns(risky),
      score: highest(eb, risky.score),
      risen_at: toMillis(at),
      version: eb('version', '+', 1),
    }))
    .where('call_id', '=', toText(risky.callId))
    .where('level', '=', 'warn')
    .where('outcome', 'is', null)
    .executeTakeFirst();
  if (Number(risen.numUpdatedRows) === 0) return 'same';
  await addCards(tables, { callId: risky.callId, at }, places);
  await tables
    .updateTable('alert_cards')
    .set({ reply: 'waiting', due_at: toMillis(at), attempts: 0 })
    .where('call_id', '=', toText(risky.callId))
    .where('kind', '<>', 'agent')
    .where('state', '=', 'sent')
    .where((eb) => eb.exists(unheeded(tables, risky.callId)))
    .execute();
  return 'risen';
}

/**
 * When the call ended, as far as it has: whoever hears it may be behind. Locks the call, so that an end told at the same
 * moment finds the alert.
 */
async function endOf(tables: Transaction<Tables>, callId: string): Promise<number | null> {
  const watched = tables.updateTable('watched_calls').set((eb) => ({ ended_at: eb.ref('ended_at') }));
  const row = await watched.where('call_id', '=', toText(callId)).returning('ended_at').executeTakeFirst();
  return row?.ended_at ?? null;
}

/** An alert that was only counted so far is told from now on; false when there is none, or its call is over. */
async function speakUp(
  tables: Transaction<Tables>,
  risky: RiskyCall,
  { at, places }: Pick<Given, 'at' | 'places'>,
): Promise<boolean> {
  const quiet = tables
    .updateTable('alerts')
    .where('call_id', '=', toText(risky.callId))
    .where('mode', '=', 'shadow')
    .where('outcome', 'is', null)
    .where('ended_at', 'is', null);
  const spoken = await quiet
    .set((eb) => ({
      ...{ ...judgedColumns(risky), mode: 'live', raised_at: toMillis(at) },
      ...{ score: highest(eb, risky.score), version: eb('version', '+', 1) },
      ...(risky.level === 'scam' ? { risen_at: toMillis(at) } : {}),
    }))
    .executeTakeFirst();
  if (Number(spoken.numUpdatedRows) === 0) return false;
  await addCards(tables, { callId: risky.callId, at }, places);
  return true;
}

/** What is shown is how sure it was at its surest. */
function highest(eb: ExpressionBuilder<Tables, 'alerts'>, score: number) {
  return eb.case().when('score', '>', score).then(eb.ref('score')).else(score).end();
}

/** The call has gone to somebody else. */
function hasMoved(eb: ExpressionBuilder<Tables, 'alerts'>, agentId: string | undefined) {
  return agentId === undefined
    ? eb('agent_id', '<>', eb.ref('agent_id'))
    : eb.or([eb('agent_id', 'is', null), eb('agent_id', '<>', agentId)]);
}

function unheeded(tables: Transaction<Tables>, callId: string) {
  return tables
    .selectFrom('alerts')
    .select('call_id')
    .where('call_id', '=', toText(callId))
    .where('handled_by', 'is', null);
}

/** Takes in further reasons and places of an alert whose level stays; what was heard before changes nothing. */
async function refresh(
  tables: Transaction<Tables>,
  risky: RiskyCall,
  places: readonly AlertPlace[],
): Promise<Extract<Raised, 'updated' | 'same' | 'closed'>> {
  const open = tables.updateTable('alerts').where('call_id', '=', toText(risky.callId)).where('outcome', 'is', null);
  const { level: _level, agent_id: agentId, ...rest } = judgedColumns(risky);
  const judged = agentId === null ? rest : { ...rest, agent_id: agentId };
  const updated = await open
    .set((eb) => ({ ...judged, score: highest(eb, risky.score), version: eb('version', '+', 1) }))
    .where((eb) => eb.or([eb('turns', '<', risky.turns), hasMoved(eb, risky.agentId)]))
    .executeTakeFirst();
  const row = await tables
    .selectFrom('alerts')
    .select(['outcome', 'raised_at'])
    .where('call_id', '=', toText(risky.callId))
    .executeTakeFirst();
  if (row === undefined || row.outcome !== null) return 'closed';
  await addCards(tables, { callId: risky.callId, at: new Date(row.raised_at) }, places);
  return Number(updated.numUpdatedRows) === 1 ? 'updated' : 'same';
}

async function addCards(
  tables: Transaction<Tables>,
  { callId, at }: { callId: string; at: Date },
  places: readonly AlertPlace[],
): Promise<void> {
  if (places.length === 0) return;
  const fresh = { state: 'waiting', problem: '', activity_id: null, shown_version: 0, reply: 'none' } as const;
  const work = { attempts: 0, uncertain: 0, duplicates: 0, due_at: toMillis(at), worker: '', held_until: 0 };
  await tables
    .insertInto('alert_cards')
    .values(
      places.map(({ conversationId, kind }) => ({
        ...{ call_id: toText(callId), conversation_id: toText(conversationId), kind },
        ...fresh,
        ...work,
      })),
    )
    .onConflict((conflict) => conflict.columns(['call_id', 'conversation_id']).doNothing())
    .execute();
}

function reading(database: Database): Pick<Alerts, 'find' | 'since' | 'unheeded' | 'open' | 'campaignOf'> {
  const listed = (where: 'all' | 'open' | 'unheeded', moment: Date, limit: number) =>
    database.read(async (tables) => {
      let some = tables.selectFrom('alerts').selectAll();
      some = some.where('raised_at', where === 'all' ? '>=' : '<', toMillis(moment));
      if (where !== 'all') some = some.where('outcome', 'is', null);
      if (where === 'unheeded') {
        some = some.where('handled_by', 'is', null).where('escalated_at', 'is', null).where('mode', '=', 'live');
      }
      const rows = await some.orderBy('raised_at').orderBy('call_id').limit(limit).execute();
      return rows.map(alertOf);
    });
  return {
    find: (callId) =>
      database.read(async (tables) => {
        const one = tables.selectFrom('alerts').selectAll().where('call_id', '=', toText(callId));
        const row = await one.executeTakeFirst();
        return row && alertOf(row);
      }),
    campaignOf: (callerKey, since) => database.snapshot((tables) => campaignOf(tables, callerKey, toMillis(since))),
    since: (moment, limit) => listed('all', moment, limit),
    open: (raisedBefore, limit) => listed('open', raisedBefore, limit),
    unheeded: (raisedBefore, limit) => listed('unheeded', raisedBefore, limit),
  };
}

function acting(audit: Pick<SqlAuditLog, 'writeWith'>): Pick<Alerts, 'acknowledge' | 'escalate' | 'close'> {
  return {
    acknowledge: ({ agentId, ...change }) =>
      audit.writeWith(change.entry, async (tables) => {
        const taken = { handled_by: toText(agentId), handled_at: toMillis(change.at) };
        if (!(await settle(tables, change, taken, 'handled_by'))) return false;
        await cancel(tables, change.callId, 'replies');
        return true;
      }),
    escalate: ({ places, ...change }) =>
      audit.writeWith(change.entry, async (tables) => {
        if (!(await settle(tables, change, { escalated_at: toMillis(change.at) }, 'escalated_at'))) return false;
        await addCards(tables, change, places);
        return true;
      }),
    close: ({ outcome, closedBy, ...change }) =>
      audit.writeWith(change.entry, async (tables) => {
        const closed = { outcome, closed_by: toText(closedBy), closed_at: toMillis(change.at) };
        if (!(await settle(tables, change, closed, 'outcome'))) return false;
        await cancel(tables, change.callId, 'replies');
        await cancel(tables, change.callId, 'cards');
        return true;
      }),
  };
}

/** Changes an open alert once: `unless` is the column that says it was done before. */
async function settle(
  tables: Transaction<Tables>,
  { callId, at }: AuditedChange,
  change: Partial<AlertTable>,
  unless: 'handled_by' | 'escalated_at' | 'outcome',
): Promise<boolean> {
  const open = tables.updateTable('alerts').where('call_id', '=', toText(callId)).where('outcome', 'is', null);
  const changed = await open
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where(unless, 'is', null)
    .executeTakeFirst();
  if (Number(changed.numUpdatedRows) === 0) return false;
  // What a person did is shown at once.
  const shown = tables
    .updateTable('alert_cards')
    .set({ due_at: toMillis(at) })
    .where('call_id', '=', toText(callId));
  await shown.where('state', '=', 'sent').where('due_at', '>', toMillis(at)).execute();
  return true;
}

async function cancel(tables: Transaction<Tables>, callId: string, what: 'cards' | 'replies'): Promise<void> {
  const ofCall = tables.updateTable('alert_cards').where('call_id', '=', toText(callId));
  if (what === 'replies') {
    await ofCall.set({ reply: 'cancelled' }).where('reply', '=', 'waiting').execute();
    return;
  }
  // One that is being sent at this moment is brought up to date once it stands.
  const unsent = ofCall.where('state', '=', 'waiting').where('worker', '=', '');
  await unsent.set({ state: 'cancelled', problem: 'closed' }).execute();
}

async function campaignOf(tables: Kysely<Tables>, callerKey: string, since: number): Promise<Campaign> {
  const calls = await tables
    .selectFrom('watched_calls')
    .select((eb) => [
      eb.fn.countAll().as('count'),
      eb.fn.count('line_key').distinct().as('lines'),
      eb.fn.min('heard_at').as('first_at'),
      eb.fn.max('heard_at').as('last_at'),
    ])
    .where('caller_key', '=', callerKey)
    .where('heard_at', '>=', since)
    .executeTakeFirst();
  const outcomes = await tables
    .selectFrom('alerts')
    .select('outcome')
    .where('caller_key', '=', callerKey)
    .where('raised_at', '>=', since)
    .where('mode', '<>', 'demo')
    .execute();
  const confirmed = outcomes.filter(({ outcome }) => outcome === 'scam').length;
  const count = Number(calls?.count ?? 0);
  const spanMs = count === 0 ? 0 : Number(calls?.last_at) - Number(calls?.first_at);
  const minutes = count === 0 ? 0 : Math.max(1, Math.ceil(spanMs / 60_000));
  return { calls: count, lines: Number(calls?.lines ?? 0), minutes, alerts: outcomes.length, confirmed };
}
