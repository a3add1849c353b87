import type { Transaction } from 'kysely';
import type { SmsOutbox } from '../../ports/smsOutbox.ts';
import { toMillis, toText } from './columns.ts';
import type { Tables } from './tables.ts';

/** Ties what the provider calls the parts to their SMS; receipts that came before count now. */
export async function expectParts(
  { messageId, references, at }: { messageId: string; references: readonly string[]; at: Date },
  tables: Transaction<Tables>,
): Promise<void> {
  for (const reference of references) {
    const part = { reference: toText(reference), message_id: messageId, outcome: '' as const, heard_at: toMillis(at) };
    await tables
      .insertInto('sms_parts')
      .values(part)
      .onConflict((conflict) => conflict.column('reference').doUpdateSet({ message_id: messageId }))
      .execute();
  }
  if (references.length > 0) await judge(messageId, tables);
}

/** Takes in a receipt, whether its SMS is known yet or not; returns its id. That a part arrived is never taken back. */
export async function countPart(
  { reference, isDelivered, at }: Parameters<SmsOutbox['receive']>[0],
  tables: Transaction<Tables>,
): Promise<string | undefined> {
  const outcome = isDelivered ? 'delivered' : 'failed';
  const part = await tables
    .insertInto('sms_parts')
    .values({ reference: toText(reference), message_id: null, outcome, heard_at: toMillis(at) })
    .onConflict((conflict) =>
      conflict.column('reference').doUpdateSet({ outcome }).where('sms_parts.outcome', '<>', 'delivered'),
    )
    .returning('message_id')
    .executeTakeFirst();
  const messageId = part?.message_id ?? undefined;
  if (messageId !== undefined) await judge(messageId, tables);
  return messageId;
}

/** Settles an SMS once every part of it has been heard of. */
async function judge(messageId: string, tables: Transaction<Tables>): Promise<void> {
  const sent = tables.updateTable('sms_messages').where('message_id', '=', messageId);
  // The row is written first: receipts of two parts at the same moment wait here for each other.
  await sent.set((eb) => ({ attempts: eb.ref('attempts') })).execute();
  const parts = await tables.selectFrom('sms_parts').select('outcome').where('message_id', '=', messageId).execute();
  if (parts.length === 0 || parts.some(({ outcome }) => outcome === '')) return;
  const isDelivered = parts.every(({ outcome }) => outcome === 'delivered');
  const after = isDelivered
    ? { state: 'delivered' as const, problem: '' }
    : { state: 'failed' as const, problem: 'undeliverable' };
  await sent
    .set(after)
    .where((eb) => eb.or([eb('state', 'in', ['accepted', 'unknown']), eb('problem', '=', 'undeliverable')]))
    .execute();
}
