import assert from 'node:assert/strict';
import { placeText } from '../../src/cards/placeText.ts';
import { messagesFor } from '../../src/messages/messages.ts';

const place = { page: 3, heading: 'Early exit', effectiveDate: '2026-03-01' };

describe('the place of a source', () => {
  it('names page, heading and date in the reader’s language', () => {
    assert.equal(placeText(place, messagesFor('en')), ' · page 3 · Early exit · in force from 1 March 2026');
    assert.equal(placeText(place, messagesFor('de-AT')), ' · Seite 3 · Early exit · gültig ab 1. März 2026');
  });

  it('leaves out what the document does not have', () => {
    assert.equal(placeText({}, messagesFor('en')), '');
    assert.equal(placeText({ sheet: 'Consumer', heading: '' }, messagesFor('en')), ' · sheet Consumer');
  });

  it('shows a date as it was written when it is none', () => {
    assert.equal(placeText({ effectiveDate: 'spring' }, messagesFor('en')), ' · in force from spring');
  });
});
