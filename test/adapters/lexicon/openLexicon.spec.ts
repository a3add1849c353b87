import assert from 'node:assert/strict';
import { openLexicon } from '../../../src/adapters/lexicon/openLexicon.ts';
import { stem } from '../../../src/domain/words.ts';

const lexicon = openLexicon();
const likeness = (asked: string, other: string): number => lexicon.likeness(stem(asked), stem(other));

describe('the lexicon', () => {
  it('takes synonyms, slips, short forms and number words for the word', () => {
    const pairs: [string, string][] = [
      ['display', 'screen'],
      ['terminate', 'cancel'],
      ['exchnage', 'exchange'],
      ['mnth', 'month'],
      ['ten', '10'],
    ];

    for (const [asked, other] of pairs) assert.ok(likeness(asked, other) >= 0.8, `${asked} for ${other}`);
  });

  it('finds words that are merely used alike less like', () => {
    const alike = likeness('laptop', 'computer');
    const related = likeness('passport', 'visa');

    assert.ok(related > 0.2 && related < 0.8);
    assert.ok(alike >= related);
    assert.equal(likeness('tent', 'invoice'), 0);
  });

  it('never takes one of a kind for another: colours, months, directions, countries, figures', () => {
    const pairs: [string, string][] = [
      ['red', 'green'],
      ['april', 'may'],
      ['upload', 'download'],
      ['minimum', 'maximum'],
      ['turkey', 'egypt'],
      ['france', 'spain'],
      ['10', '12'],
      ['five', '6'],
    ];

    for (const [asked, other] of pairs) assert.equal(likeness(asked, other), 0, `${asked} for ${other}`);
  });

  it('does not take a well-known word for a slip of another', () => {
    assert.equal(likeness('cost', 'lost'), 0);
    assert.equal(lexicon.isSame(stem('house'), stem('horse')), false);
  });

  it('agrees with itself: what is the same is at least a synonym', () => {
    for (const other of ['cost', 'fee', 'charge', 'tent', 'priced', '12']) {
      assert.equal(lexicon.isSame(stem('price'), stem(other)), likeness('price', other) >= 0.8, other);
    }
  });

  it('gives names and rare words more weight than everyday ones', () => {
    assert.ok(lexicon.telling(stem('netflix')) > lexicon.telling(stem('customer')));
    assert.equal(lexicon.telling('zzyzx'), 1);
  });

  it('writes out short forms and foreign service words, and leaves the rest alone', () => {
    assert.equal(lexicon.spellOut("cust's acct, Fibre 80 w/o DD"), "cust's account, Fibre 80 without direct debit");
    assert.equal(lexicon.spellOut('was kostet Flex 10 im monat'), 'was cost Flex 10 im month');
    assert.equal(lexicon.spellOut('constructor __proto__ toString'), 'constructor __proto__ toString');
  });

  it('knows the words documents use for what people say', () => {
    assert.match(lexicon.documentWords('how far ahead must he tell us'), /notice/);
    assert.equal(lexicon.documentWords('price of flex 10'), '');
  });
});
