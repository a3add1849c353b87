import assert from 'node:assert/strict';
import { shownText } from '../../src/cards/shownText.ts';

describe('a text on a card', () => {
  it('stays as it is when it is short', () => {
    assert.equal(
      shownText('**a** [x](https://evil.example) ${1+1} <b>', 100),
      '**a** [x](https://evil.example) ${1+1} <b>',
    );
  });

  it('ends in an ellipsis where it is cut', () => {
    assert.equal(shownText('one two three', 8), 'one two…');
  });

  it('is never cut through an emoji', () => {
    assert.equal(shownText('ab🙂cd', 4), 'ab…');
  });

  it('cannot turn around the words that follow it', () => {
    assert.equal(shownText('invoice\u202Efdp.exe', 100), 'invoicefdp.exe');
  });

  it('can wrap inside a word that is longer than a phone is wide', () => {
    const parts = shownText('x'.repeat(90), 100).split('\u200B');

    assert.ok(parts.every((part) => part.length <= 24));
    assert.equal(parts.join(''), 'x'.repeat(90));
  });

  it('leaves an address alone that wraps by itself', () => {
    const address = 'https://intranet.contoso.example/knowledge/sim-swap.pdf';

    assert.equal(shownText(address, 100), address);
  });
});
