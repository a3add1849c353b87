import assert from 'node:assert/strict';
import { splitSentences } from '../../../src/knowledge/passages/splitSentences.ts';

const NO_BREAK = [
  'Ask for a document, e.g. Passport or licence, before you go on.',
  'The fee is £3.50 and rises to £4.00 in April.',
  'See No. 5 in the price list.',
  'Ask Mr. Smith or Dr. Jones.',
  'We open at 9.30 a.m. on weekdays and close at 6 p.m. on Fridays.',
  'The office is open from 9 a.m. Monday to Friday.',
  'It costs approx. £5 incl. VAT.',
  'Version 2.1.3 is current.',
  'Der Preis gilt ab dem 1. März und beträgt z. B. 5 Euro.',
  'Nach Abs. 2 beträgt die Frist ca. 30 Tage.',
  'The U.S. Treasury agreed.',
  'Write to help@contoso.com or visit www.contoso.com for more.',
];

describe('splitting sentences', () => {
  for (const sentence of NO_BREAK) {
    it(`leaves "${sentence}" whole`, () => {
      assert.deepEqual(splitSentences(sentence), [sentence]);
    });
  }

  const breaks: readonly (readonly string[])[] = [
    ['It costs £3.50.', 'You pay later.'],
    ['Is it free?', 'No.', 'You pay £5.'],
    ['We close at 6 p.m.', 'The shop opens again at 9 a.m.'],
    ['It is called "Flex 10."', 'Customers like it.'],
    ['Swap the SIM.', 'eSIM customers scan a code.'],
    ['Bring a bill, a passport, etc.', 'Then call us.'],
    ['Within 14 days.', 'After that it costs 5.', 'Nothing else is due.'],
    ['これは料金です。', '翌月に請求します。'],
  ];
  for (const sentences of breaks) {
    it(`finds ${sentences.length} sentences in "${sentences.join(' ')}"`, () => {
      assert.deepEqual(splitSentences(sentences.join(' ')), sentences);
    });
  }

  it('cuts what never ends into pieces that can be shown', () => {
    const pieces = splitSentences('word '.repeat(2000).trim());

    assert.ok(pieces.every((piece) => piece.length <= 900));
    assert.equal(pieces.join(' '), 'word '.repeat(2000).trim());
    assert.ok(splitSentences('x'.repeat(5000)).every((piece) => piece.length <= 900));
  });
});
