import type { Selectable } from 'kysely';
import type { AuditEntry } from '../../ports/auditLog.ts';
import type { DueSms, SmsOutbox } from '../../ports/smsOutbox.ts';
import { fromMillis, toMillis } from './columns.ts';
import type { Database } from './database.ts';
import type { SqlAuditLog } from './sqlAuditLog.ts';
import type { SmsTable } from './smsTables.ts';

/** SMS that are due, each given to one worker; what came too late or was lost with its worker is settled first. */
export async function claimSms(
  { worker, now, heldUntil, most }: Parameters<SmsOutbox['claim']>[0],
  database: Database,
  audit: Pick<SqlAuditLog, 'writeWith'>,
): Promise<DueSms[]> {
  const at = toMillis(now);
  for (const row of await overdue(at, most, database)) await giveUp({ row, now }, audit);
  const due = await database.read((tables) =>
    tables
      .selectFrom('sms_messages')
      .select('message_id')
      .where('state', '=', 'waiting')
      .where('due_at', '<=', at)
      .where('expires_at', '>', at)
      .orderBy('due_at')
      .orderBy('message_id')
      .limit(most)
      .execute(),
  );
  const claimed: DueSms[] = [];
  for (const { message_id: messageId } of due) {
    const row = await database.write((tables) =>
      tables
        .updateTable('sms_messages')
        .set({ state: 'sending', worker, held_until: toMillis(heldUntil) })
        .where('message_id', '=', messageId)
        .where('state', '=', 'waiting')
        .returningAll()
        .executeTakeFirst(),
    );
    if (row !== undefined) claimed.push(dueOf(row, database));
  }
  return claimed;
}

type Overdue = Pick<Selectable<SmsTable>, 'message_id' | 'call_id' | 'state'>;

function overdue(at: number, most: number, database: Database): Promise<Overdue[]> {
  return database.read((tables) =>
    tables
      .selectFrom('sms_messages')
      .select(['message_id', 'call_id', 'state'])
      .where((eb) =>
        eb.or([
          eb.and([eb('state', '=', 'waiting'), eb('expires_at', '<=', at)]),
          eb.and([eb('state', '=', 'sending'), eb('held_until', '<=', at)]),
        ]),
      )
      .limit(most)
      .execute(),
  );
}

async function giveUp(
  { row: { message_id: messageId, call_id: callId, state }, now }: { row: Overdue; now: Date },
  audit: Pick<SqlAuditLog, 'writeWith'>,
): Promise<void> {
  const isLost = state === 'sending';
  const common = { at: now, who: 'earpiece', action: 'sms', what: `sms ${messageId} of call ${callId}` } as const;
  const reason = isLost ? 'unknown' : 'too-late';
  const entry: AuditEntry = { ...common, result: 'failed', reason, correlationId: callId };
  const after = isLost ? { state: 'unknown' as const } : { state: 'failed' as const, problem: 'too-late' };
  await audit.writeWith(entry, async (tables) => {
    const given = await tables
      .updateTable('sms_messages')
      .set({ ...after, recipient: '', text: '', worker: '', held_until: 0 })
      .where('message_id', '=', messageId)
      .where('state', '=', state)
      .where(isLost ? 'held_until' : 'expires_at', '<=', toMillis(now))
      .executeTakeFirst();
    return Number(given.numUpdatedRows) === 1;
  });
}

function dueOf(row: Selectable<SmsTable>, { atRest }: Database): DueSms {
  const open = (column: 'recipient' | 'text'): string =>
    atRest.openText(row[column], { table: 'sms_messages', column, row: row.message_id });
  return {
    ...{ messageId: row.message_id, callId: row.call_id, purpose: row.purpose, attempts: row.attempts },
    ...{ to: open('recipient'), text: open('text'), since: fromMillis(row.since) },
  };
}
