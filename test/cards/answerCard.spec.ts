import assert from 'node:assert/strict';
import { type AnswerCardView, answerCard } from '../../src/cards/answerCard.ts';
import type { AdaptiveCard } from '../../src/cards/adaptiveCard.ts';
import type { Passage } from '../../src/domain/passage.ts';
import { messagesFor } from '../../src/messages/messages.ts';
import { buttonsOf, partsOf, partsOfType, shownTexts } from '../support/cardParts.ts';
import {
  aCitation,
  anAnswer,
  aPassage,
  doubtful,
  nothingFound,
  prices,
  restricted,
  simSwap,
  simSwapPassage,
  someLines,
} from '../support/sampleAnswers.ts';

const sixSources = Array.from({ length: 6 }, (_, index) =>
  aCitation({ n: index + 1, title: `Source book ${index + 1}` }),
);

describe('the answer card', () => {
  it('numbers the steps and shows them before the sources', () => {
    const texts = shownTexts(drawn({ answer: simSwap }));

    assert.deepEqual(
      texts.filter((text) => /^\d\.$/.test(text)),
      ['1.', '2.', '3.', '4.', '5.'],
    );
    assert.ok(texts.indexOf('5.') < texts.indexOf('Sources'));
  });

  it('marks every line with the source it rests on', () => {
    const texts = shownTexts(drawn({ answer: simSwap }));

    assert.equal(texts[texts.indexOf('A claim must be made within 28 days of the loss.') + 1], '\u00a0[2]');
  });

  it('lets the values of a table row stand out from their headers', () => {
    const runs = partsOfType(drawn({ answer: prices }), 'TextRun');

    const label = runs.findIndex(({ text, weight }) => text === 'Flex 10' && weight === 'Bolder');
    assert.deepEqual(
      runs.slice(label + 1, label + 3).map(({ text }) => text),
      [' · Monthly price ', '£10'],
    );
  });

  it('shows a row whose cells are not known as it was written', () => {
    const answer = anAnswer({ lines: someLines('row', 1, 'Flex 10: Monthly price £10; Data 20 GB') });

    assert.ok(shownTexts(drawn({ answer })).includes('Flex 10: Monthly price £10; Data 20 GB'));
  });

  it('warns in words above everything else when the sources are doubtful', () => {
    const texts = shownTexts(drawn({ answer: doubtful }));

    assert.equal(texts[0], 'Please note: ');
    assert.match(texts[1] ?? '', /has been replaced/);
    assert.ok(texts.findIndex((text) => text.includes('sources differ')) < texts.indexOf('Good to know'));
  });

  it('says below the sources that the full answer is in the own chat', () => {
    const texts = shownTexts(drawn({ answer: anAnswer({ notices: [{ kind: 'private-chat' }] }) }));

    assert.equal(texts.at(-1), 'The full answer is in your chat with me.');
  });

  it('says in words that a source must not be shared', () => {
    assert.ok(shownTexts(drawn({ answer: restricted })).includes(' · Restricted: do not share'));
  });

  it('repeats the spoken sentence only where no message stands above it', () => {
    const inChat = shownTexts(drawn({ answer: simSwap }));
    const inserted = shownTexts(drawn({ answer: simSwap, showsSpoken: true }));

    assert.ok(!inChat.includes(simSwap.spoken));
    assert.deepEqual(inserted.slice(0, 2), ['Say this', simSwap.spoken]);
  });

  it('says what was looked through when nothing was found, and offers to flag the gap', () => {
    const card = drawn({ answer: nothingFound });

    assert.deepEqual(shownTexts(card), ['Looked through 14 documents for: garden, furniture, delivery.']);
    assert.deepEqual(visible(card), ['Flag to knowledge team']);
  });

  it('says that the gap was flagged, and does not offer it again', () => {
    const card = drawn({ answer: nothingFound, hasFlagged: true });

    assert.equal(shownTexts(card).at(-1), 'Flagged to the knowledge team.');
    assert.deepEqual(buttonsOf(card), []);
  });

  it('has neither buttons nor taps where they could not reach the answer', () => {
    const card = drawn({ answer: simSwap, hasButtons: false });

    assert.deepEqual(
      partsOf(card).filter(({ type }) => type?.startsWith('Action.')),
      [],
    );
  });
});

describe('a source on the answer card', () => {
  it('opens in place, under its own line, with the cited words in bold', () => {
    const card = drawn({ answer: simSwap, opened: { n: 1, passage: simSwapPassage } });

    const runs = partsOfType(card, 'TextRun');
    const cited = runs.find(({ text }) => text?.startsWith('1. Check who is calling'));
    const texts = shownTexts(card);
    assert.equal(cited?.weight, 'Bolder');
    assert.ok(texts.indexOf('Never read the PIN out to the caller.') < texts.indexOf('[2] '));
  });

  it('opens the whole document by the reader’s own link when it has no public address', () => {
    const link = 'https://earpiece.example/sources/7?signature=abc#page=4';
    const button = (passage: Passage | undefined) =>
      partsOfType(drawn({ answer: simSwap, opened: { n: 1, passage, link } }), 'Action.OpenUrl');
    const url = 'https://intranet.contoso.example/sim-swap';

    const [own] = button({ ...simSwapPassage, url: undefined });
    const [common] = button({ ...simSwapPassage, url });

    assert.deepEqual([own?.title, own?.url], ['Open document', link]);
    assert.equal(own?.tooltip, `Open ${simSwapPassage.title}: for you alone, for ten minutes`);
    assert.deepEqual([common?.url, common?.tooltip], [url, url]);
    assert.equal(button({ ...simSwapPassage, url: 'javascript:alert(1)' })[0]?.url, link);
    assert.deepEqual(button(undefined), []);
  });

  it('closes again by the same button', () => {
    const [first, second] = buttonsOf(drawn({ answer: simSwap, opened: { n: 1, passage: simSwapPassage } }));

    assert.deepEqual([first?.title, first?.verb, first?.data?.n], ['Hide source 1', 'closeSource', 1]);
    assert.deepEqual([second?.title, second?.verb, second?.data?.n], ['Source 2', 'openSource', 2]);
  });

  it('opens by a tap on its line too, however many sources there are', () => {
    const card = drawn({ answer: anAnswer({ citations: sixSources }) });

    const taps = partsOf(card).flatMap(({ selectAction }) => selectAction ?? []);
    assert.deepEqual(
      taps.map(({ data }) => data?.n),
      [1, 2, 3, 4, 5, 6],
    );
    assert.equal(taps[5]?.title, 'Show source 6: Source book 6');
  });

  it('says that it can no longer be opened, and shows nothing of it', () => {
    const card = drawn({ answer: simSwap, opened: { n: 1, passage: undefined } });

    assert.ok(shownTexts(card).includes('You can no longer open this source: it was removed, replaced or restricted.'));
    assert.doesNotMatch(JSON.stringify(card), /Never read the PIN/);
  });

  it('links to the whole document when it has a public address', () => {
    const card = drawn({ answer: simSwap, opened: { n: 1, passage: simSwapPassage } });

    assert.deepEqual(
      partsOfType(card, 'Action.OpenUrl').map(({ title }) => title),
      ['Open document'],
    );
  });

  for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'not an address']) {
    it(`does not link to ${url}`, () => {
      const card = drawn({ answer: simSwap, opened: { n: 1, passage: aPassage(['Text.'], { url }) } });

      assert.deepEqual(partsOfType(card, 'Action.OpenUrl'), []);
    });
  }
});

describe('the buttons of the answer card', () => {
  it('are no more than a phone shows side by side; the others are in the menu', () => {
    const card = drawn({ answer: anAnswer({ citations: sixSources }) });

    assert.deepEqual(visible(card), ['Source 1', 'Source 2']);
    assert.equal(buttonsOf(card).length, 6);
  });

  it('keep the one that closes the open source in sight', () => {
    const opened = { n: 5, passage: simSwapPassage };

    assert.ok(visible(drawn({ answer: anAnswer({ citations: sixSources }), opened })).includes('Hide source 5'));
  });

  it('name the source they open to those who hear them', () => {
    const [first] = buttonsOf(drawn({ answer: simSwap }));

    assert.equal(first?.tooltip, 'Show source 1: SIM swap and lost phones');
  });
});

function drawn(view: Omit<AnswerCardView, 'answerId'>): AdaptiveCard {
  return answerCard({ answerId: 'answer-1', ...view }, messagesFor('en'));
}

function visible(card: AdaptiveCard): (string | undefined)[] {
  return buttonsOf(card)
    .filter(({ mode }) => mode === 'primary')
    .map(({ title }) => title);
}
