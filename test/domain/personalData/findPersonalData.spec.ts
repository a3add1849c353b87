import assert from 'node:assert/strict';
import { findPersonalData } from '../../../src/domain/personalData/findPersonalData.ts';
import { knownPerson } from '../../../src/domain/personalData/knownPerson.ts';

const josé = { customerId: 'C-7', name: 'José Núñez García', address: 'Calle de Alcalá 48, 28014 Madrid' };

describe('personal data in what people type', () => {
  for (const [text, kind, value] of [
    ['card 4111-1111-1111-1111 declined', 'card', '4111-1111-1111-1111'],
    ['four one one one one one one one one one one one one one one one', 'card', undefined],
    ['refund to GB29 NWBK 6016 1331 9268 19 or cash', 'iban', 'GB29 NWBK 6016 1331 9268 19'],
    ['oh double seven double oh nine hundred one two three', 'phone', undefined],
    ['ring +44 (0)20 7946 0321', 'phone', '+44 (0)20 7946 0321'],
    ['tom dot hughes at example dot co dot uk', 'email', undefined],
    ['geboren am 3. Mai 1972', 'birth-date', '3. Mai 1972'],
    ['NI number QQ 12 34 56 C or AB 12 34 56 C', 'national-id', 'AB 12 34 56 C'],
    ['su DNI es 12345678Z', 'national-id', '12345678Z'],
    ['sort code 20-45-67', 'bank-account', '20-45-67'],
    ['at 14 Harbour Street, Bristol BS1 4QA', 'address', '14 Harbour Street, Bristol BS1 4QA'],
    ['CVV 123', 'security-code', '123'],
    ['٠٧٧٠٠ ٩٠٠١٢٣', 'phone', undefined],
    ['it is s underscore hale at post office dot net', 'email', 's underscore hale at post office dot net'],
    ['we live at twelve church road leeds', 'address', 'twelve church road'],
    ['ich wohne in der gartenstraße zwölf', 'address', 'gartenstraße zwölf'],
    ['the postcode is l s one four a p', 'address', 'l s one four a p'],
    ['that is h a l e', 'name', 'h a l e'],
    ['s for sugar m for mother i for india', 'name', undefined],
    ['spelled H-A-L-E-W-O-O-D', 'name', 'H-A-L-E-W-O-O-D'],
    ['my pin is four eight two one', 'security-code', 'four eight two one'],
    ['the code you sent is forty eight twenty one', 'security-code', 'forty eight twenty one'],
    ['my telephone password is bluebell', 'security-code', 'bluebell'],
    ['national insurance a b one two three four five six c', 'national-id', 'a b one two three four five six c'],
    ['hi my name is sarah connor and i am stuck', 'name', 'sarah connor'],
    ['yes mrs halewood i can see that', 'name', 'halewood'],
    ['calling on behalf of my mother Edith Moss', 'name', 'Edith Moss'],
    ['could I speak to Jonathan Marsh please', 'name', 'Jonathan Marsh'],
    ['Ben Okafor speaking', 'name', 'Ben Okafor'],
    ["Thanks, Priya's line is down", 'name', 'Priya'],
  ] as const) {
    it(`is found as ${kind} in "${text}"`, () => {
      const found = findPersonalData(text).find((datum) => datum.kind === kind);

      assert.ok(found);
      assert.equal(text.slice(found.start, found.end), value ?? text);
    });
  }

  it('is found where the customer of the call is named, with or without accents, in any order', () => {
    for (const text of ['jose nunez garcia', 'NÚÑEZ GARCÍA, JOSÉ', 'calle de alcala 48']) {
      const found = findPersonalData(text, [knownPerson(josé)]);

      assert.deepEqual(
        found.map(({ start, end }) => text.slice(start, end)),
        [text],
      );
    }
  });

  it('is not seen in tariffs, dates, codes and versions, nor in numbers whose check digit is wrong', () => {
    for (const text of [
      'Flex 10 Plus costs £12.50 for 12 months until 31.12.2026',
      'firmware 2.4.11.3 and error 10060',
      'engineer visit on 4 December 2026 between 8 and 12',
      'it is a u s b port and t v and d s l are down',
      'seven people in the close family, twenty one days in a row',
      'i forgot my pin, where is the code to unlock it',
      'the password is wrong, the security code was never sent',
      'my name is spelled wrong on the bill',
      'This is Unlimited Plus. Could I speak to Billing please? Dear customer, put it under Settings.',
      'it was at that point that it broke, look at dot com domains',
      'Will Price changes come in May? Mark it Grace period.',
    ]) {
      assert.deepEqual(findPersonalData(text), [], text);
    }
    assert.deepEqual(
      findPersonalData('card 4111 1111 1111 1112').map(({ kind }) => kind),
      ['number'],
    );
  });
});
