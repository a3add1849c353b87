import assert from 'node:assert/strict';
import { inNoteStyle } from '../../src/notes/draft/noteStyle.ts';

const REWRITTEN: readonly (readonly ['agent' | 'customer', string, string])[] = [
  ['agent', "I'll ring you on Friday afternoon.", 'Agent will ring the customer on Friday afternoon.'],
  ['agent', "You'll get a letter confirming it.", 'Customer will get a letter confirming it.'],
  ['agent', "We'll send you a reminder.", 'The company will send the customer a reminder.'],
  ['customer', 'I want to cancel my contract.', 'Customer wants to cancel their contract.'],
  ['customer', "I didn't get an email from you.", "Customer didn't get an email from the company."],
];

/** Whatever a pattern could bend wrongly is quoted. */
const QUOTED: readonly (readonly ['agent' | 'customer', string])[] = [
  ['customer', 'Am I paying for that?'],
  ['agent', "That's you on it, and large print from the next bill."],
  ['agent', 'She said I can do it, so I will.'],
];

describe('the style of a note', () => {
  for (const [speaker, said, noted] of REWRITTEN) {
    it(`puts "${said}" in the third person`, () => {
      assert.equal(inNoteStyle({ speaker, text: said }), noted);
    });
  }

  for (const [speaker, said] of QUOTED) {
    it(`quotes "${said}"`, () => {
      assert.match(inNoteStyle({ speaker, text: said }), /^(?:Agent|Customer): “.*”$/);
    });
  }
});
