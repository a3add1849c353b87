import { phoneKey } from '../../domain/customerKeys.ts';
import type { Subscriber } from '../../domain/sms/sms.ts';
import type { Database } from './database.ts';
import { subscriberOf } from './sqlSubscribers.ts';

const PAGE = 1_000;

/** Subscribers with this number, as line or for SMS, however it is written: each is opened and compared. */
export async function subscribersWith(
  phone: string | undefined,
  database: Database,
): Promise<{ key: string; subscriber: Subscriber }[]> {
  const wanted = phone === undefined ? undefined : phoneKey(phone)?.value;
  if (wanted === undefined) return [];
  const found: { key: string; subscriber: Subscriber }[] = [];
  let after = '';
  for (;;) {
    const page = await database.read((tables) =>
      tables
        .selectFrom('subscribers')
        .selectAll()
        .where('number_key', '>', after)
        .orderBy('number_key')
        .limit(PAGE)
        .execute(),
    );
    for (const row of page) {
      const subscriber = subscriberOf(row, database);
      const numbers = [subscriber.number, subscriber.other?.number ?? ''];
      if (numbers.some((number) => phoneKey(number)?.value === wanted)) found.push({ key: row.number_key, subscriber });
    }
    if (page.length < PAGE) return found;
    after = page.at(-1)?.number_key ?? after;
  }
}
