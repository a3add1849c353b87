import type { Selectable } from 'kysely';
import type { Subscriber } from '../../domain/sms/sms.ts';
import { subscriberKey } from '../../domain/sms/subscriberKey.ts';
import type { Subscribers } from '../../ports/subscribers.ts';
import { fromJson, toJson } from './columns.ts';
import type { Database } from './database.ts';
import type { SubscriberTable } from './smsTables.ts';

type Kept = Omit<Subscriber, 'isOptedOut'>;

/** Who may get warnings, in the database; numbers are sealed, rows are found by their keyed hash. */
export function sqlSubscribers(database: Database): Subscribers {
  const keyOf = (number: string): string => subscriberKey(number, database.atRest.keyedHash);
  const sealOf = (kept: Kept, key: string): string => database.atRest.sealText(toJson(kept), placeOf(key));
  const ofKey = (key: string): Promise<Selectable<SubscriberTable> | undefined> =>
    database.read((tables) =>
      tables.selectFrom('subscribers').selectAll().where('number_key', '=', key).executeTakeFirst(),
    );
  const findByKey = async (key: string): Promise<Subscriber | undefined> => {
    const row = await ofKey(key);
    return row && subscriberOf(row, database);
  };
  return {
    save: async ({ isOptedOut, ...kept }, given = { revokesOptOut: false }) => {
      const key = keyOf(kept.number);
      const texts = { sms_key: keyOf(kept.other?.number ?? kept.number), subscriber: sealOf(kept, key) };
      const isKnown = (await ofKey(key)) !== undefined;
      await database.write(async (tables) => {
        const optedOut = isOptedOut ? { opted_out: 1 } : given.revokesOptOut ? { opted_out: 0 } : {};
        await tables
          .insertInto('subscribers')
          .values({ number_key: key, ...texts, opted_out: isOptedOut ? 1 : 0 })
          .onConflict((conflict) => conflict.column('number_key').doUpdateSet({ ...texts, ...optedOut }))
          .execute();
      });
      return isKnown ? 'updated' : 'imported';
    },
    find: (number) => findByKey(keyOf(number)),
    findByKey,
    optOut: (number) =>
      database.write(async (tables) => {
        const key = keyOf(number);
        // Whoever is on no list must not be written to either: customers get code phrases.
        const unlisted = {
          number_key: key,
          sms_key: key,
          opted_out: 0,
          subscriber: sealOf({ number, language: 'en', isQuiet: false }, key),
        };
        await tables
          .insertInto('subscribers')
          .values(unlisted)
          .onConflict((conflict) => conflict.column('number_key').doNothing())
          .execute();
        const lines = tables
          .updateTable('subscribers')
          .set({ opted_out: 1 })
          .where((eb) => eb.or([eb('number_key', '=', key), eb('sms_key', '=', key)]));
        return Number((await lines.executeTakeFirst()).numUpdatedRows);
      }),
    list: async (limit, after) => {
      const rows = await database.read((tables) =>
        tables
          .selectFrom('subscribers')
          .selectAll()
          .where('number_key', '>', after === undefined ? '' : keyOf(after))
          .orderBy('number_key')
          .limit(limit)
          .execute(),
      );
      return rows.map((row) => subscriberOf(row, database));
    },
  };
}

function placeOf(row: string): { table: string; column: string; row: string } {
  return { table: 'subscribers', column: 'subscriber', row };
}

/** A row as `save` wrote it. */
export function subscriberOf(row: Selectable<SubscriberTable>, { atRest }: Database): Subscriber {
  const kept = fromJson<Kept>(atRest.openText(row.subscriber, placeOf(row.number_key)));
  return { ...kept, isOptedOut: row.opted_out === 1 };
}
