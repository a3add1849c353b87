import assert from 'node:assert/strict';
import { passageCard } from '../../src/cards/passageCard.ts';
import { messagesFor } from '../../src/messages/messages.ts';
import { partsOfType, shownTexts } from '../support/cardParts.ts';
import { aPassage, endlessPassage, simSwapPassage } from '../support/sampleAnswers.ts';

const en = messagesFor('en');

describe('an inserted passage', () => {
  it('shows title, place, text and a link to the document', () => {
    const card = passageCard(simSwapPassage, en);

    const [title, place, ...text] = shownTexts(card);
    assert.equal(title, 'SIM swap and lost phones');
    assert.equal(place, 'page 2 · Notice period · in force from 1 March 2026');
    assert.equal(text[0], 'Use this when the phone is lost or stolen.');
    assert.equal(partsOfType(card, 'Action.OpenUrl')[0]?.title, 'Open document');
  });

  for (const groups of [['retention-team'], []]) {
    it(`shows only title and link when it is limited to ${groups.length === 0 ? 'nobody' : 'a group'}`, () => {
      const card = passageCard({ ...simSwapPassage, groups }, en);

      assert.deepEqual(shownTexts(card), ['SIM swap and lost phones', en.cards.restrictedTitleOnly]);
      assert.doesNotMatch(JSON.stringify(card), /Use this when|page 2|Notice period/);
    });
  }

  it('ends in an ellipsis where it is too long for Teams', () => {
    const texts = shownTexts(passageCard(endlessPassage, en));

    assert.match(texts.at(-1) ?? '', /…$/);
    assert.ok(texts.length > 20, 'most of what fits is shown');
  });

  it('fits however its bytes are spread', () => {
    for (const units of [['漢'.repeat(20_000)], Array.from({ length: 3000 }, () => '"'), ['\\"'.repeat(9000)]]) {
      const card = passageCard(aPassage(units), en);

      assert.ok(Buffer.byteLength(JSON.stringify(card)) < 28 * 1024);
    }
  });
});
