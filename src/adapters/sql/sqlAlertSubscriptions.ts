import type { Selectable } from 'kysely';
import type { AlertSubscription, AlertSubscriptions, OnDuty } from '../../ports/alertSubscriptions.ts';
import type { AlertDutyTable, AlertSubscriptionTable } from './alertTables.ts';
import { fromMillis, toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';

/** Which channels want alerts and who is on duty, in the database. */
export function sqlAlertSubscriptions(database: Database): AlertSubscriptions {
  return { ...subscribing(database), ...duty(database) };
}

type Subscribing = Pick<AlertSubscriptions, 'save' | 'find' | 'list' | 'remove' | 'removeTeam'>;

function subscribing(database: Database): Subscribing {
  return {
    save: (subscription) =>
      database.write(async (tables) => {
        const row = rowOf(subscription);
        await tables
          .insertInto('alert_subscriptions')
          .values(row)
          .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(row))
          .execute();
      }),
    find: (conversationId) =>
      database.read(async (tables) => {
        const all = tables.selectFrom('alert_subscriptions').selectAll();
        const row = await all.where('conversation_id', '=', toText(conversationId)).executeTakeFirst();
        return row && subscriptionOf(row);
      }),
    list: () =>
      database.read(async (tables) => {
        const all = tables.selectFrom('alert_subscriptions').selectAll().orderBy('set_at').orderBy('conversation_id');
        return (await all.execute()).map(subscriptionOf);
      }),
    remove: (conversationId) =>
      database.write(async (tables) => {
        const one = tables.deleteFrom('alert_subscriptions').where('conversation_id', '=', toText(conversationId));
        return Number((await one.executeTakeFirst()).numDeletedRows) === 1;
      }),
    removeTeam: (teamId) =>
      database.write(async (tables) => {
        const ofTeam = tables.deleteFrom('alert_subscriptions').where('team_id', '=', toText(teamId));
        return (await ofTeam.returning('conversation_id').execute()).map((row) => row.conversation_id);
      }),
  };
}

function duty(database: Database): Pick<AlertSubscriptions, 'startDuty' | 'endDuty' | 'onDuty'> {
  return {
    startDuty: ({ agentId, userId, name, tenantId, since }) =>
      database.write(async (tables) => {
        const person = { user_id: toText(userId), name: toText(name), tenant_id: tenantId ?? null };
        const row = { agent_id: toText(agentId), ...person, since: toMillis(since) };
        await tables
          .insertInto('alert_duty')
          .values(row)
          .onConflict((conflict) => conflict.column('agent_id').doUpdateSet(row))
          .execute();
      }),
    endDuty: (agentId) =>
      database.write(async (tables) => {
        const one = tables.deleteFrom('alert_duty').where('agent_id', '=', toText(agentId));
        return Number((await one.executeTakeFirst()).numDeletedRows) === 1;
      }),
    onDuty: (since) =>
      database.read(async (tables) => {
        const recent = tables.selectFrom('alert_duty').selectAll().where('since', '>', toMillis(since));
        return (await recent.orderBy('since', 'desc').orderBy('agent_id').execute()).map(dutyOf);
      }),
  };
}

function rowOf(subscription: AlertSubscription): Selectable<AlertSubscriptionTable> {
  return {
    conversation_id: toText(subscription.conversationId),
    kind: subscription.kind,
    queue: toText(subscription.queue),
    team_id: toText(subscription.teamId),
    channel_name: toText(subscription.channelName),
    set_by: toText(subscription.setBy),
    set_at: toMillis(subscription.setAt),
  };
}

function subscriptionOf(row: Selectable<AlertSubscriptionTable>): AlertSubscription {
  return {
    conversationId: row.conversation_id,
    kind: row.kind,
    queue: row.queue,
    teamId: row.team_id,
    channelName: row.channel_name,
    setBy: row.set_by,
    setAt: fromMillis(row.set_at),
  };
}

function dutyOf(row: Selectable<AlertDutyTable>): OnDuty {
  return {
    agentId: row.agent_id,
    userId: row.user_id,
    name: row.name,
    ...(row.tenant_id === null ? {} : { tenantId: row.tenant_id }),
    since: fromMillis(row.since),
  };
}
