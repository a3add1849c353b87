import assert from 'node:assert/strict';
import process from 'node:process';
import type { Browser, Page } from 'playwright-core';
import type { AdaptiveCard } from '../../src/cards/adaptiveCard.ts';
import { messagesFor } from '../../src/messages/messages.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Drawing, drawCard, looks, openCardPage } from '../support/cardLooks.ts';
import { PLANTED, sampleCards } from '../support/cards.ts';

const [light] = looks;

describe('cards drawn as Teams draws them, light and dark, wide and mobile', () => {
  let browser: Browser | undefined;
  let page: Page;
  before(async function () {
    try {
      browser = await launchBrowser();
    } catch (error) {
      if (process.platform === 'linux') throw error;
      console.log('    not run: pictures of cards, get it by installing Chrome or Edge');
      this.skip();
    }
    page = await openCardPage(browser);
  });
  after(() => browser?.close());

  for (const { name, make } of sampleCards) {
    it(`have nothing cut off, pale or wrong in "${name}", in English and German`, async () => {
      for (const look of looks) {
        for (const locale of ['en', 'de']) {
          const { warnings, cutOff, paleTexts } = await drawCard(make(messagesFor(locale)), look, page);

          const problems = [...warnings, ...cutOff, ...paleTexts];
          assert.deepEqual(problems, [], `${look.name} ${locale}`);
        }
      }
    });
  }

  it('show markdown, markup and template marks of a document as text', async () => {
    for (const name of ['hostile', 'passage-hostile', 'welcome-live']) {
      const { text, html } = await drawn(name);

      assert.ok(text.includes(PLANTED), name);
      assert.doesNotMatch(html, /<(img|b|strong|em|a|script|ol|li)\b/, name);
    }
  });

  it('would show bold words and a link if a document’s text stood in a TextBlock', async () => {
    const { html } = await draw({
      type: 'AdaptiveCard',
      version: '1.5',
      body: [{ type: 'TextBlock', text: PLANTED, wrap: true }],
    });

    assert.match(html, /<strong>bold<\/strong>.*href="https:\/\/evil\.example"/);
  });

  it('number the steps with figures that can be read', async () => {
    const { text } = await drawn('answer-steps');

    assert.match(text, /1\.\s+Check who is calling.*5\.\s+Offer the device insurance/s);
  });

  it('would be caught with an element that the renderer does not know', async () => {
    const { warnings } = await draw({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Paragraph', text: 'x' }] });

    assert.match(warnings.join(), /Paragraph/);
  });

  it('would be caught with a text that runs out of the card', async () => {
    const { cutOff } = await draw({
      type: 'AdaptiveCard',
      version: '1.5',
      body: [{ type: 'RichTextBlock', inlines: ['x'.repeat(400)] }],
    });

    assert.equal(cutOff.length > 0, true);
  });

  it('would be caught with a pale text', async () => {
    const { paleTexts } = await draw({
      type: 'AdaptiveCard',
      version: '1.5',
      body: [{ type: 'TextBlock', text: 'Restricted', color: 'Warning', wrap: true }],
    });

    assert.match(paleTexts.join(), /Restricted/);
  });

  const draw = (card: AdaptiveCard): Promise<Drawing> => drawCard(card, light!, page);

  const drawn = (name: string): Promise<Drawing> => {
    const sample = sampleCards.find((one) => one.name === name);
    return draw(sample!.make(messagesFor('en')));
  };
});
