import type { Customer } from '../../domain/customer.ts';
import type { CustomerStore } from '../../ports/customerStore.ts';
import type { TextPlace } from './atRest.ts';
import { fromJson, toJson } from './columns.ts';
import type { Database } from './database.ts';

/** Customers in the database. A sample customer never takes the place of an imported one. */
export function sqlCustomerStore(database: Database): CustomerStore {
  const { atRest } = database;
  return {
    save: (customer, origin) => {
      const row = { customer: atRest.sealText(toJson(customer), placeOf(customer.customerId)), origin };
      return database.write(async (tables) => {
        const added = await tables
          .insertInto('customers')
          .values({ customer_id: customer.customerId, ...row })
          .onConflict((conflict) => conflict.column('customer_id').doNothing())
          .executeTakeFirst();
        if (Number(added.numInsertedOrUpdatedRows) === 1) return 'imported';
        const known = tables.updateTable('customers').set(row).where('customer_id', '=', customer.customerId);
        await (origin === 'sample' ? known.where('origin', '=', 'sample') : known).execute();
        return 'updated';
      });
    },
    find: (customerId) =>
      database.read(async (tables) => {
        const known = tables.selectFrom('customers').select('customer').where('customer_id', '=', customerId);
        const row = await known.executeTakeFirst();
        return row && fromJson<Customer>(atRest.openText(row.customer, placeOf(customerId)));
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
