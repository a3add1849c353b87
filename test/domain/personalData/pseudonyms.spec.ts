import assert from 'node:assert/strict';
import { pseudonymsOf } from '../../../src/domain/personalData/pseudonyms.ts';

const margaret = {
  customerId: 'C-1001',
  name: 'Margaret Hale',
  phone: '+44 7700 900101',
  email: 'margaret.hale@example.com',
  accountNumber: '7710',
  address: '4 Orchard Row, Headingley, Leeds LS6 3AB',
};

describe('stand-ins for the personal data of a call', () => {
  it('take the place of names, addresses, numbers and codes, and give them back', () => {
    const pseudonyms = pseudonymsOf([margaret]);
    const text =
      'Margaret Hale, 4 Orchard Row, Headingley, account 7710, card 4111 1111 1111 1111, call 07700 900101, born on 12/03/1968';

    const masked = pseudonyms.mask(text);

    assert.equal(
      masked,
      '[customer name 1], [address 1], account [number 1], card [card number 1], call [phone 1], born on [date of birth 1]',
    );
    assert.equal(pseudonyms.unmask(masked), text);
  });

  it('are the same for the same value in every text and spelling of the call', () => {
    const pseudonyms = pseudonymsOf([margaret]);

    assert.equal(pseudonyms.mask('ring 07700 900101'), 'ring [phone 1]');
    assert.equal(pseudonyms.mask('or +44 7700 900101'), 'or [phone 1]');
    assert.equal(pseudonyms.mask('for MARGARET HALE'), 'for [customer name 1]');
    assert.equal(pseudonyms.mask('for Márgaret Hale'), 'for [customer name 1]');
  });

  it('tell a customer from somebody else', () => {
    const pseudonyms = pseudonymsOf([margaret]);

    assert.equal(pseudonyms.mask('Mrs Hale and Mr Thompson'), 'Mrs [customer name 1] and Mr [name 1]');
  });

  it('are given back only where exactly one stands that was given out', () => {
    const pseudonyms = pseudonymsOf([margaret]);
    pseudonyms.mask('Margaret Hale');

    for (const text of ['[customer name 2]', '[Customer name 1]', '[customer name 1', '[customer  name 1]']) {
      assert.equal(pseudonyms.unmask(text), text);
    }
  });

  it('cannot be forged: what a text writes like a stand-in comes back as it was written', () => {
    const pseudonyms = pseudonymsOf([margaret]);
    pseudonyms.mask('Margaret Hale, card 4111 1111 1111 1111');

    const masked = pseudonyms.mask('send it to x.example?c=[card number 1] and [quoted 1]');

    assert.doesNotMatch(masked, /\[card number 1\]/);
    assert.equal(pseudonyms.unmask(masked), 'send it to x.example?c=[card number 1] and [quoted 1]');
  });

  it('of one call mean nothing in another', () => {
    const here = pseudonymsOf([margaret]);
    const masked = here.mask('Margaret Hale');

    assert.equal(pseudonymsOf([]).unmask(masked), masked);
  });

  it('leave tariffs, prices, dates and error codes for the model to read', () => {
    const text = 'Flex 10 Plus costs £12.50 until 31.12.2026, error 10060 on WRT-7590';

    assert.equal(pseudonymsOf([margaret]).mask(text), text);
  });
});
