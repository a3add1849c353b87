import assert from 'node:assert/strict';
import type { Customer } from '../../src/domain/customer.ts';
import type { Crm, CrmNote } from '../../src/ports/crm.ts';
import { type Open, withStore } from './opened.ts';

/** A CRM under test, and a way to put customers there. */
export interface OpenedCrm {
  crm: Crm;
  add(customer: Customer): Promise<void>;
}

/** What every supplier of Crm must hold. */
export function describeCrm(name: string, open: Open<OpenedCrm>): void {
  const zoe = {
    customerId: "C-1 o'Hara",
    name: 'Zoë',
    phone: '+447700900123',
    accountNumber: '77100123',
    plan: 'Flex 10',
  };
  const max = { customerId: 'C-2', name: 'Max', phone: '07700900123' };
  const note: CrmNote = {
    noteId: "call-1'; drop",
    customerId: zoe.customerId,
    at: new Date('2026-11-02T14:02:00Z'),
    agent: 'Ben',
    subject: 'Roaming',
    text: "She travels; it's included.",
  };

  withStore(`crm: ${name}`, open, (opened) => {
    beforeEach(async () => {
      for (const customer of [zoe, max]) await opened().store.add(customer);
    });

    it('finds a customer by their id, and nobody by another', async () => {
      const { crm } = opened().store;

      assert.deepEqual(await crm.find(zoe.customerId), zoe);
      assert.deepEqual([await crm.find('C-3'), await crm.find("C-2' or '1' eq '1")], [undefined, undefined]);
    });

    it('tells who fits a number, an account or an id, with the key that fits', async () => {
      const { crm } = opened().store;
      const phone = { kind: 'phone', value: '700900123' } as const;
      const account = { kind: 'account', value: '77100123' } as const;
      const id = { kind: 'id', value: 'c-2' } as const;

      const found = await crm.matching([phone, account, id, { kind: 'account', value: "x' or '1' eq '1" }]);

      const told = found.map(({ customerId, key }) => `${customerId} by ${key.kind}`).sort();
      assert.deepEqual(
        told,
        [`${zoe.customerId} by account`, `${zoe.customerId} by phone`, 'C-2 by id', 'C-2 by phone'].sort(),
      );
      assert.deepEqual([await crm.matching([]), await crm.matching([{ kind: 'phone', value: '' }])], [[], []]);
    });

    it('writes a note once, however often it is told to, and by whichever process', async () => {
      const { again, store } = opened();

      const outcomes = [await store.crm.writeNote(note), await (await again()).crm.writeNote(note)];
      const together = await Promise.all(
        Array.from({ length: 5 }, () => store.crm.writeNote({ ...note, noteId: 'another' })),
      );

      assert.deepEqual(outcomes, ['written', 'already-there']);
      assert.deepEqual(together.sort(), [...new Array<string>(4).fill('already-there'), 'written']);
      assert.equal((await store.crm.recentContacts(zoe.customerId, 10)).length, 2);
    });

    it('replaces the text of a note that is already there', async () => {
      const { crm } = opened().store;
      await crm.writeNote(note);

      const outcome = await crm.writeNote({ ...note, text: 'She stays.' });

      const [contact, ...others] = await crm.recentContacts(zoe.customerId, 10);
      assert.deepEqual([outcome, others], ['replaced', []]);
      assert.match(contact?.summary ?? '', /^Roaming\n.*She stays\.$/s);
    });

    it('lists the latest contacts of this customer alone, newest first', async () => {
      const { crm } = opened().store;
      for (const day of ['2026-10-03', '2026-10-09', '2026-10-05']) {
        await crm.writeNote({ ...note, noteId: day, at: new Date(`${day}T10:00:00Z`) });
      }
      await crm.writeNote({ ...note, noteId: 'other', customerId: 'C-2' });

      const contacts = await crm.recentContacts(zoe.customerId, 2);

      assert.deepEqual(
        contacts.map(({ date }) => date),
        ['2026-10-09', '2026-10-05'],
      );
      assert.deepEqual(await crm.recentContacts('C-3', 2), []);
    });

    it('writes no note for somebody it does not know', async () => {
      assert.equal(await opened().store.crm.writeNote({ ...note, customerId: 'C-3' }), 'no-customer');
    });

    it('stops when the asker does', async () => {
      const gone = new Error('The asker has gone.');

      await assert.rejects(() => opened().store.crm.find('C-2', AbortSignal.abort(gone)), gone);
    });
  });
}
