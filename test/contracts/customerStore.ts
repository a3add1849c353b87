import assert from 'node:assert/strict';
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
