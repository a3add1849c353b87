import assert from 'node:assert/strict';
import { fence } from '../../../src/model/fence.ts';
import { transcriptText } from '../../../src/notes/model/notePrompt.ts';
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

  it('leave words alone that are a customer’s names, but stand for something else', () => {
    const pseudonyms = pseudonymsOf([{ customerId: 'C-4711', name: 'Mark Price', planId: 'flex-10' }]);

    for (const text of [
      'what price mark is that',
      'the price rose',
      'mark my words, the price is £4711',
      'Flex 10 on 24/7',
    ]) {
      assert.equal(pseudonyms.mask(text), text);
    }
  });
});

describe('stand-ins in a call as speech to text writes it', () => {
  const mark = {
    customerId: 'C-4711',
    name: 'Mark Rose',
    accountNumber: 'ACC-10021',
    phone: '+44 7700 900123',
  };
  const masked = (...lines: string[]): string => pseudonymsOf([mark]).mask(lines.join('\n'));

  it('take the place of a customer’s numbers with a hyphen, however they are divided', () => {
    for (const text of ['my account is ACC-10021', 'acc 10021', 'ACC 100 21', 'customer C-4711 here', 'c4711']) {
      assert.match(masked(text), /\[number 1\]/, text);
      assert.doesNotMatch(masked(text), /10021|100 21|4711/, text);
    }
  });

  it('take the place of names that are words, in small letters, where two of them stand together', () => {
    assert.equal(masked('hi it is mark rose here'), 'hi it is [customer name 1] here');
  });

  it('take the place of a number that is dictated over several turns, turn by turn', () => {
    const spoken = [
      '[4] customer: oh seven seven double oh',
      '[5] agent: yes',
      '[6] customer: nine double oh',
      '[7] agent: okay',
      '[8] customer: one two three',
    ];
    const card = ['[5] customer: 4111 1111', '[6] agent: yes', '[7] customer: 1111 1111'];

    assert.equal(
      masked(...spoken),
      '[4] customer: [phone 1]\n[5] agent: yes\n[6] customer: [phone 2]\n[7] agent: okay\n[8] customer: [phone 3]',
    );
    assert.equal(masked(...card), '[5] customer: [card number 1]\n[6] agent: yes\n[7] customer: [card number 2]');
    assert.equal(
      pseudonymsOf([mark]).mask('[1] agent: yes\n[2] customer: 07700\n[3] agent: mhm\n[4] customer: 900 123'),
      '[1] agent: yes\n[2] customer: [phone 1]\n[3] agent: mhm\n[4] customer: [phone 2]',
    );
  });

  it('take the place of a date of birth that answers the turn before', () => {
    for (const born of ['7 March 1951', 'seventh of march nineteen fifty one']) {
      assert.equal(
        masked('[4] agent: and your date of birth?', `[5] customer: ${born}`),
        '[4] agent: and your date of birth?\n[5] customer: [date of birth 1]',
      );
    }
  });

  it('leave figures of several turns that are no number', () => {
    const lines = [
      '[1] customer: it broke in 2024.',
      '[2] agent: yes',
      '[3] customer: 1500 minutes for £25',
      '[4] agent: two or three?',
      '[5] customer: three, four at most',
      '[6] agent: five it is',
    ];

    assert.equal(masked(...lines), lines.join('\n'));
  });

  it('take their places in the transcript that a model of notes reads', () => {
    const said = [
      ['customer', 'oh seven seven double oh nine'],
      ['agent', 'yes'],
      ['customer', 'double oh one two three'],
    ] as const;
    const lines = said.map(([speaker, text], at) => ({ utterance: { speaker, text }, number: at }));

    const text = pseudonymsOf([mark]).mask(transcriptText(lines, new Set(), fence()));

    assert.match(text, /\[0\] customer: \[phone 1\]\n\[1\] agent: yes\n\[2\] customer: \[phone 2\]\n/);
  });

  it('take no longer for a call that is made to be slow', () => {
    for (const said of [
      'customer: 07700900123',
      'agent: yes',
      'customer: one',
      'customer: C 4711 mark',
      'customer: c-4',
    ]) {
      const lines = Array.from({ length: 20_000 }, (_, at) => `[${at}] ${said}`);
      assert.equal(masked(...lines).split('\n').length, lines.length);
    }
  });
});
