import type { Customer } from '../../domain/customer.ts';
import { type CustomerKey, keysOf } from '../../domain/customerKeys.ts';
import type { CustomerStore } from '../../ports/customerStore.ts';
import type { Transaction } from 'kysely';
import type { AtRest, TextPlace } from './atRest.ts';
import { fromJson, inPieces, toJson } from './columns.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Customers in the database. A sample customer never takes the place of an imported one. */
export function sqlCustomerStore(database: Database): CustomerStore {
  const { atRest } = database;
  return {
    save: (customer, origin) => {
      const row = { customer: atRest.sealText(toJson(customer), placeOf(customer.customerId)), origin };
      const keys = keysOf(customer).map((key) => ({ kind: key.kind, value: hashOf(key, atRest) }));
      return database.write(async (tables) => {
        const added = await tables
          .insertInto('customers')
          .values({ customer_id: customer.customerId, ...row })
          .onConflict((conflict) => conflict.column('customer_id').doNothing())
          .executeTakeFirst();
        const isNew = Number(added.numInsertedOrUpdatedRows) === 1;
        if (!isNew) {
          const known = tables.updateTable('customers').set(row).where('customer_id', '=', customer.customerId);
          const replaced = await (
            origin === 'sample' ? known.where('origin', '=', 'sample') : known
          ).executeTakeFirst();
          if (Number(replaced.numUpdatedRows) === 0) return 'updated';
        }
        await replaceKeys(tables, customer.customerId, keys);
        return isNew ? 'imported' : 'updated';
      });
    },
    find: (customerId) =>
      database.read(async (tables) => {
        const known = tables.selectFrom('customers').select('customer').where('customer_id', '=', customerId);
        const row = await known.executeTakeFirst();
        return row && fromJson<Customer>(atRest.openText(row.customer, placeOf(customerId)));
      }),
    matching: (keys) =>
      database.read(async (tables) => {
        const found: { customerId: string; key: CustomerKey }[] = [];
        for (const [kind, ofKind] of Map.groupBy(keys, (key) => key.kind)) {
          const byHash = new Map(ofKind.map((key) => [hashOf(key, atRest), key]));
          for (const piece of inPieces([...byHash.keys()])) {
            const known = tables.selectFrom('customer_keys').select(['value', 'customer_id']).where('kind', '=', kind);
            const rows = await known.where('value', 'in', piece).orderBy('customer_id').execute();
            found.push(
              ...rows.flatMap(({ value, customer_id }) => {
                const key = byHash.get(value);
                return key === undefined ? [] : [{ customerId: customer_id, key }];
              }),
            );
          }
        }
        return found;
      }),
    removeSample: () =>
      database.write(async (tables) => {
        const samples = tables.deleteFrom('customers').where('origin', '=', 'sample');
        return Number((await samples.executeTakeFirst()).numDeletedRows);
      }),
  };
}

function placeOf(customerId: string): TextPlace {
  return { table: 'customers', column: 'customer', row: customerId };
}

async function replaceKeys(
  tables: Transaction<Tables>,
  customerId: string,
  keys: readonly { kind: CustomerKey['kind']; value: string }[],
): Promise<void> {
  await tables.deleteFrom('customer_keys').where('customer_id', '=', customerId).execute();
  const rows = keys.map(({ kind, value }) => ({ kind, value, customer_id: customerId }));
  await tables.insertInto('customer_keys').values(rows).execute();
}

/** Whoever has the database alone learns no name or number from the keys. */
function hashOf({ kind, value }: CustomerKey, { keyedHash }: Pick<AtRest, 'keyedHash'>): string {
  return keyedHash(`customer ${kind} ${value}`);
}
