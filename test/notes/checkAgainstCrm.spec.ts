import assert from 'node:assert/strict';
import type { Customer } from '../../src/domain/customer.ts';
import { draftNote } from '../../src/notes/draftNote.ts';

const margaret: Customer = {
  ...{ customerId: 'C-1001', name: 'Margaret Halewood', phone: '+44 7700 900101', accountNumber: '7710010' },
};

const asked = (...lines: string[]): string[] =>
  draftNote(
    {
      utterances: ['My bill is too high.', ...lines].map((text) => ({ speaker: 'customer', text })),
      warnings: [],
    },
    { dispositions: [], customer: margaret },
  ).checks.map(({ field, said }) => `${field}: ${said}`);

describe('what the call and the record say differently', () => {
  it('is a number with a digit wrong, turned round or left out', () => {
    assert.deepEqual(asked('My number is 07700 900110.'), ['phone: 07700 900110']);
    assert.deepEqual(asked('Account seven seven one zero zero one one.'), ['accountNumber: 7710011']);
  });

  it('is no number that is said as it stands, in any spelling, or another number altogether', () => {
    assert.deepEqual(asked('My number is 07700 900101.'), []);
    assert.deepEqual(asked('No, 07700 900110. Sorry, 07700 900101.'), []);
    assert.deepEqual(asked('My daughter has 020 7946 0018, and order 99182734.'), []);
  });

  it('is a name that is nearly the record’s, when the record’s is never said', () => {
    assert.deepEqual(asked('My name is Margaret Hallwood.'), ['name: Margaret Hallwood']);
    assert.deepEqual(asked('This is Margaret Halewood.', 'My neighbour, her name is Anne Hallwood.'), []);
    assert.deepEqual(asked('My name is Peter Singh, I am her neighbour.'), []);
  });
});
