import assert from 'node:assert/strict';
import { accountKey, idKey, nameKey, phoneKey } from '../../src/domain/customerKeys.ts';
import type { CustomerStore } from '../../src/ports/customerStore.ts';
import { type Open, withStore } from './opened.ts';

/** What every supplier of CustomerStore must hold. */
export function describeCustomerStore(name: string, open: Open<CustomerStore>): void {
  const customer = { customerId: 'C-1', name: 'Zoë', balance: -12.5, flags: ['vulnerable'], loyaltyTier: { level: 3 } };

  withStore(`customer store: ${name}`, open, (opened) => {
    it('keeps a customer as they came, unknown fields included', async () => {
      const { store } = opened();

      const saved = await store.save(customer, 'import');

      assert.equal(saved, 'imported');
      assert.deepEqual(await store.find('C-1'), customer);
      assert.equal(await store.find('C-2'), undefined);
    });

    it('replaces a customer who is already there', async () => {
      const { store } = opened();
      await store.save(customer, 'import');

      const saved = await store.save({ customerId: 'C-1', name: 'Zoë Q.' }, 'import');

      assert.equal(saved, 'updated');
      assert.deepEqual(await store.find('C-1'), { customerId: 'C-1', name: 'Zoë Q.' });
    });

    it('finds customers by number, account, telephone and name, however they are written', async () => {
      const { store } = opened();
      const zoe = { customerId: 'C-1', name: 'Ms Zoë Marie Quick', phone: '+44 7700 900123', accountNumber: '77-10 1' };
      await store.save(zoe, 'import');
      await store.save({ customerId: 'C-2', phone: '07700 900123' }, 'import');
      await store.save({ customerId: 'C-2', phone: '07700 900123', name: 'Al Roe' }, 'import');

      const keys = [idKey('c1'), accountKey('77101'), phoneKey('0044 (0)7700 900 123'), nameKey(['quick', 'zoe'])];
      const found = await store.matching(keys.filter((key) => key !== undefined));

      assert.deepEqual(found.map(({ customerId, key }) => `${key.kind} ${customerId}`).sort(), [
        'account C-1',
        'id C-1',
        'name C-1',
        'phone C-1',
        'phone C-2',
      ]);
      assert.deepEqual(await store.matching([]), []);
      assert.deepEqual(await store.matching([nameKey(['zoe'])]), []);
    });

    it('finds nobody by what a customer was called before', async () => {
      const { store } = opened();
      await store.save({ customerId: 'C-1', accountNumber: '1234567' }, 'import');
      await store.save({ customerId: 'C-1', accountNumber: '7654321' }, 'import');
      await store.save({ customerId: 'C-1', accountNumber: '1111111' }, 'sample');

      const keys = ['1234567', '7654321', '1111111'].flatMap((number) => accountKey(number) ?? []);

      assert.deepEqual(
        (await store.matching(keys)).map(({ key }) => key.value),
        ['7654321'],
      );
    });

    it('removes the sample customers and no imported one, even one of the same number', async () => {
      const { store } = opened();
      await store.save({ customerId: 'S-1' }, 'sample');
      await store.save({ customerId: 'S-2' }, 'sample');
      await store.save({ customerId: 'S-2', name: 'Real' }, 'import');
      await store.save({ customerId: 'S-2' }, 'sample');

      const removed = await store.removeSample();

      assert.equal(removed, 1);
      assert.deepEqual([await store.find('S-1'), (await store.find('S-2'))?.name], [undefined, 'Real']);
    });
  });
}
