import type { Selectable, Transaction } from 'kysely';
import type { SmsProblem, SmsWithheld, WarningLevel } from '../../domain/sms/sms.ts';
import type { AuditEntry } from '../../ports/auditLog.ts';
import type { NewSms, SmsDelivery, SmsEnd, SmsOutbox } from '../../ports/smsOutbox.ts';
import { fromMillis, toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';
import { claimSms } from './claimSms.ts';
import type { SqlAuditLog } from './sqlAuditLog.ts';
import { countPart, expectParts } from './smsParts.ts';
import type { SmsTable } from './smsTables.ts';
import type { Tables } from './tables.ts';

/** SMS on their way, in the database. `audit` must be the one audit log of this process. */
export function sqlSmsOutbox(database: Database, audit: Pick<SqlAuditLog, 'writeWith'>): SmsOutbox {
  return {
    add: (sms, entry) => audit.writeWith(entry, (tables) => add(sms, tables, database)),
    claim: (given) => claimSms(given, database, audit),
    settle: (messageId, given) => settle({ messageId, ...given }, database, audit),
    receive: async (receipt) => {
      const messageId = await database.write((tables) => countPart(receipt, tables));
      return messageId === undefined ? undefined : find(messageId, database);
    },
    ofCall: (callId, purpose) =>
      database.read(async (tables) => {
        const found = tables.selectFrom('sms_messages').selectAll().where('call_id', '=', toText(callId));
        const row = await found.where('purpose', '=', purpose).orderBy('since', 'desc').limit(1).executeTakeFirst();
        return row && deliveryOf(row);
      }),
    find: (messageId) => find(messageId, database),
    counts: (since) =>
      database.read(async (tables) => {
        const rows = await tables
          .selectFrom('sms_messages')
          .select((eb) => ['purpose', 'state', 'problem', eb.fn.countAll<number | string>().as('count')])
          .where('since', '>=', toMillis(since))
          .groupBy(['purpose', 'state', 'problem'])
          .orderBy('purpose')
          .orderBy('state')
          .orderBy('problem')
          .execute();
        return rows.map((row) => ({
          ...{ purpose: row.purpose, state: row.state, count: Number(row.count) },
          problem: row.problem as SmsProblem | SmsWithheld | '',
        }));
      }),
    prune: (before) =>
      database.write(async (tables) => {
        const made = toMillis(before);
        await tables.deleteFrom('sms_parts').where('heard_at', '<', made).execute();
        const old = tables.deleteFrom('sms_messages').where('since', '<', made).where('state', 'not in', OPEN);
        return Number((await old.executeTakeFirst()).numDeletedRows);
      }),
  };
}

const OPEN = ['waiting', 'sending'] as const;

function find(messageId: string, database: Database): Promise<SmsDelivery | undefined> {
  return database.read(async (tables) => {
    const found = tables.selectFrom('sms_messages').selectAll().where('message_id', '=', toText(messageId));
    const row = await found.executeTakeFirst();
    return row && deliveryOf(row);
  });
}

async function add(sms: NewSms, tables: Transaction<Tables>, { atRest }: Database): Promise<boolean> {
  const { purpose, callId, level, what } = sms;
  if (level === 'warn' && (await isKnown(onceKey({ purpose, callId, level: 'scam' }), tables))) return false;
  const row = toText(sms.messageId);
  const since = toMillis(sms.at);
  const common = {
    ...{ message_id: row, once_key: onceKey(sms), purpose, call_id: toText(callId), level },
    ...{ attempts: 0, since, due_at: since, worker: '', held_until: 0 },
  };
  const values: SmsTable =
    what.kind === 'withheld'
      ? { ...common, state: 'withheld', problem: what.why, recipient: '', text: '', expires_at: since }
      : {
          ...{ ...common, state: 'waiting', problem: '', expires_at: toMillis(what.expiresAt) },
          recipient: atRest.sealText(what.to, { table: 'sms_messages', column: 'recipient', row }),
          text: atRest.sealText(what.text, { table: 'sms_messages', column: 'text', row }),
        };
  const added = await tables
    .insertInto('sms_messages')
    .values(values)
    .onConflict((conflict) => conflict.column('once_key').doNothing())
    .executeTakeFirst();
  if (Number(added.numInsertedOrUpdatedRows) !== 1) return false;
  if (level === 'scam' && what.kind === 'send') await cancelMilder(sms, tables);
  return true;
}

async function isKnown(key: string, tables: Transaction<Tables>): Promise<boolean> {
  const found = tables.selectFrom('sms_messages').select('message_id').where('once_key', '=', key);
  return (await found.executeTakeFirst()) !== undefined;
}

function onceKey({ purpose, callId, level }: Pick<NewSms, 'purpose' | 'callId' | 'level'>): string {
  return JSON.stringify([purpose, toText(callId), level]);
}

async function cancelMilder({ purpose, callId }: NewSms, tables: Transaction<Tables>): Promise<void> {
  await tables
    .updateTable('sms_messages')
    .set({ state: 'cancelled', problem: 'superseded', recipient: '', text: '' })
    .where('once_key', '=', onceKey({ purpose, callId, level: 'warn' }))
    .where('state', '=', 'waiting')
    .execute();
}

async function settle(
  { messageId, worker, at, end }: { messageId: string } & Parameters<SmsOutbox['settle']>[1],
  database: Database,
  audit: Pick<SqlAuditLog, 'writeWith'>,
): Promise<void> {
  const change = async (tables: Transaction<Tables>): Promise<boolean> => {
    const changed = await tables
      .updateTable('sms_messages')
      .set((eb) => ({ ...columnsAfter(end), worker: '', held_until: 0, attempts: eb('attempts', '+', 1) }))
      .where('message_id', '=', toText(messageId))
      .where('state', '=', 'sending')
      .where('worker', '=', worker)
      .executeTakeFirst();
    if (Number(changed.numUpdatedRows) !== 1) return false;
    // A provider that repeats our own id in receipts may still tell what became of an unknown one.
    const references = end.kind === 'accepted' ? end.references : end.kind === 'unknown' ? [messageId] : [];
    await expectParts({ messageId, references, at }, tables);
    return true;
  };
  if (end.kind === 'put-off') return void (await database.write(change));
  const callId = await database.read(async (tables) => {
    const found = tables.selectFrom('sms_messages').select('call_id').where('message_id', '=', toText(messageId));
    return (await found.executeTakeFirst())?.call_id ?? '';
  });
  await audit.writeWith(auditedEnd({ messageId, callId, at, end }), change);
}

function columnsAfter(end: SmsEnd): Partial<SmsTable> {
  const emptied = { recipient: '', text: '' };
  switch (end.kind) {
    case 'accepted':
      return { state: 'accepted', ...emptied };
    case 'unknown':
      return { state: 'unknown', ...emptied };
    case 'failed':
      return { state: 'failed', problem: end.problem, ...emptied };
    case 'put-off':
      return { state: 'waiting', due_at: toMillis(end.dueAt) };
  }
}

/** The audit row that says how one SMS ended. */
function auditedEnd(ended: { messageId: string; callId: string; at: Date; end: SmsEnd }): AuditEntry {
  const { messageId, callId, at, end } = ended;
  const row = { at, who: 'earpiece', action: 'sms', what: `sms ${messageId} of call ${callId}` } as const;
  const reason = end.kind === 'failed' ? end.problem : end.kind;
  return { ...row, result: end.kind === 'accepted' ? 'done' : 'failed', reason, correlationId: callId };
}

function deliveryOf(row: Selectable<SmsTable>): SmsDelivery {
  return {
    ...{ messageId: row.message_id, purpose: row.purpose, callId: row.call_id, state: row.state },
    ...{ level: row.level as WarningLevel | '', attempts: row.attempts, since: fromMillis(row.since) },
    ...(row.problem === '' ? {} : { problem: row.problem as SmsProblem | SmsWithheld }),
  };
}
