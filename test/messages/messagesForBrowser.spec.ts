import assert from 'node:assert/strict';
import { messagesForBrowser } from '../../src/messages/messagesForBrowser.ts';

describe('the language of a page', () => {
  for (const [header, language] of [
    [undefined, 'en'],
    ['', 'en'],
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['en-GB,en;q=0.9,de;q=0.8', 'en'],
    ['fr-FR, fr;q=0.9, de;q=0.5, en;q=0.4', 'de'],
    ['en;q=0.2, de;q=0.7', 'de'],
    ['de;q=0, en', 'en'],
    ['DE-ch', 'de'],
    ['den', 'en'],
    [';;q=,,de;q=x', 'en'],
    ['*', 'en'],
  ] as const) {
    it(`is ${language} for a browser that says ${JSON.stringify(header)}`, () => {
      assert.equal(messagesForBrowser(header).language, language);
    });
  }
});
