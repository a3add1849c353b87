import type { Transaction, UpdateObject } from 'kysely';
import type { AlertCard, AlertCards, AlertWork } from '../../ports/alerts.ts';
import { alertCardOf, alertOf } from './alertRows.ts';
import type { AlertCardTable } from './alertTables.ts';
import { toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Cards of alerts on their way, in the database. */
export function sqlAlertCards(database: Database): AlertCards {
  return {
    cardsOf: (callId) =>
      database.read(async (tables) => {
        const ofCall = tables.selectFrom('alert_cards').selectAll().where('call_id', '=', toText(callId));
        return (await ofCall.orderBy('kind').orderBy('conversation_id').execute()).map(alertCardOf);
      }),
    claim: (given) => claim(database, given),
    ...settling(database),
    pause: (conversationId, until) =>
      database.write(async (tables) => {
        const open = tables.updateTable('alert_cards').set({ due_at: toMillis(until) });
        const here = open.where('conversation_id', '=', toText(conversationId)).where('due_at', '<', toMillis(until));
        await here.where('state', 'in', ['waiting', 'sent']).execute();
      }),
    mentionsOf: (agentId, since) =>
      database.read(async (tables) => {
        const mine = tables.selectFrom('alert_mentions').select((eb) => eb.fn.countAll().as('count'));
        const row = await mine
          .where('agent_id', '=', toText(agentId))
          .where('at', '>=', toMillis(since))
          .executeTakeFirst();
        return Number(row?.count ?? 0);
      }),
  };
}

async function claim(
  database: Database,
  { worker, now, heldUntil, most }: Parameters<AlertCards['claim']>[0],
): Promise<AlertWork[]> {
  const at = toMillis(now);
  const due = await database.read((tables) =>
    tables
      .selectFrom('alert_cards')
      .innerJoin('alerts', 'alerts.call_id', 'alert_cards.call_id')
      .select(['alert_cards.call_id', 'alert_cards.conversation_id'])
      .where('alert_cards.due_at', '<=', at)
      .where('alert_cards.held_until', '<=', at)
      .where((eb) =>
        eb.or([
          eb('alert_cards.state', '=', 'waiting'),
          eb.and([
            eb('alert_cards.state', '=', 'sent'),
            eb.or([
              eb('alert_cards.reply', '=', 'waiting'),
              eb('alert_cards.shown_version', '<', eb.ref('alerts.version')),
            ]),
          ]),
        ]),
      )
      .orderBy((eb) => eb.case().when('alert_cards.state', '=', 'waiting').then(0).else(1).end())
      .orderBy((eb) => eb.case().when('alert_cards.reply', '=', 'waiting').then(0).else(1).end())
      .orderBy('alert_cards.due_at')
      .limit(most)
      .execute(),
  );
  const claimed: AlertWork[] = [];
  for (const one of due) {
    const work = await database.write((tables) => hold(tables, one, { worker, at, heldUntil: toMillis(heldUntil) }));
    if (work !== undefined) claimed.push(work);
  }
  return claimed;
}

type Key = Pick<AlertCardTable, 'call_id' | 'conversation_id'>;

/** A card that somebody held and never settled was on its way when they stopped: it may have arrived. */
async function hold(
  tables: Transaction<Tables>,
  key: Key,
  { worker, at, heldUntil }: { worker: string; at: number; heldUntil: number },
): Promise<AlertWork | undefined> {
  const row = await tables
    .updateTable('alert_cards')
    .set((eb) => ({
      worker,
      held_until: heldUntil,
      uncertain: eb.case().when('worker', '<>', '').then(1).else(eb.ref('uncertain')).end(),
    }))
    .where('call_id', '=', key.call_id)
    .where('conversation_id', '=', key.conversation_id)
    .where('held_until', '<=', at)
    .where('state', 'in', ['waiting', 'sent'])
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const alert = await tables.selectFrom('alerts').selectAll().where('call_id', '=', key.call_id).executeTakeFirst();
  return alert && { alert: alertOf(alert), card: alertCardOf(row) };
}

/** Further reasons come every few seconds; a card need not follow each. What people do is shown at once. */
const BETWEEN_UPDATES_MS = 3_000;
const LET_GO = { worker: '', held_until: 0 } as const;
const DONE = { ...LET_GO, attempts: 0, uncertain: 0 } as const;

function settling(database: Database): Pick<AlertCards, 'sent' | 'updated' | 'replied' | 'putOff' | 'giveUp'> {
  const settle = (card: AlertCard, change: UpdateObject<Tables, 'alert_cards'>) =>
    database.write((tables) => settleCard(tables, card, change));
  return {
    sent: ({ alert, card }, { activityId, at, mentioned }) =>
      database.write(async (tables) => {
        const shown = { state: 'sent', activity_id: activityId, shown_version: alert.version } as const;
        const due = { due_at: toMillis(at) + BETWEEN_UPDATES_MS };
        const duplicates = card.possibleDuplicates + (card.isUncertain ? 1 : 0);
        await settleCard(tables, card, { ...DONE, ...shown, ...due, duplicates });
        await mention(tables, { callId: card.callId, at, mentioned });
        if (card.kind !== 'agent' && alert.level === 'warn') await replyToRise(tables, card, at);
      }),
    updated: ({ alert, card }, at) =>
      settle(card, { ...DONE, shown_version: alert.version, due_at: toMillis(at) + BETWEEN_UPDATES_MS }),
    replied: ({ card }, { at, mentioned }) =>
      database.write(async (tables) => {
        const duplicates = card.possibleDuplicates + (card.isUncertain ? 1 : 0);
        await settleCard(tables, card, { ...DONE, reply: 'sent', duplicates });
        await mention(tables, { callId: card.callId, at, mentioned });
      }),
    putOff: ({ card }, { dueAt, isUncertain, counts }) =>
      settle(card, {
        ...LET_GO,
        due_at: toMillis(dueAt),
        uncertain: isUncertain ? 1 : 0,
        attempts: card.attempts + (counts ? 1 : 0),
      }),
    giveUp: ({ alert, card }, problem) => settle(card, { ...DONE, ...givenUp({ alert, card }, problem) }),
  };
}

/** What is given up: the card, the reply, or only this version of the card. */
function givenUp({ alert, card }: AlertWork, problem: AlertCard['problem'] & string): Partial<AlertCardTable> {
  const isNoFault = problem === 'acknowledged' || problem === 'closed' || problem === 'never-installed';
  const state = isNoFault ? 'cancelled' : 'failed';
  if (card.state === 'waiting') return { state, problem };
  if (card.reply === 'waiting') return { reply: state, problem };
  return { shown_version: alert.version, problem };
}

async function settleCard(
  tables: Transaction<Tables>,
  { callId, conversationId }: AlertCard,
  change: UpdateObject<Tables, 'alert_cards'>,
): Promise<void> {
  const one = tables.updateTable('alert_cards').set(change).where('call_id', '=', toText(callId));
  await one.where('conversation_id', '=', toText(conversationId)).execute();
}

/** The alert rose while its card was on its way, which says "warn". */
async function replyToRise(tables: Transaction<Tables>, card: AlertCard, at: Date): Promise<void> {
  const risen = tables
    .selectFrom('alerts')
    .select('call_id')
    .where('call_id', '=', toText(card.callId))
    .where('level', '=', 'scam')
    .where('handled_by', 'is', null)
    .where('outcome', 'is', null);
  await tables
    .updateTable('alert_cards')
    .set({ reply: 'waiting', due_at: toMillis(at) })
    .where('call_id', '=', toText(card.callId))
    .where('conversation_id', '=', toText(card.conversationId))
    .where((eb) => eb.exists(risen))
    .execute();
}

async function mention(
  tables: Transaction<Tables>,
  { callId, at, mentioned }: { callId: string; at: Date; mentioned: readonly string[] },
): Promise<void> {
  if (mentioned.length === 0) return;
  const rows = mentioned.map((agentId) => ({ call_id: toText(callId), agent_id: toText(agentId), at: toMillis(at) }));
  await tables.insertInto('alert_mentions').values(rows).execute();
}
