import assert from 'node:assert/strict';
import type { Utterance } from '../../src/domain/transcript.ts';
import { markUnits } from '../../src/notes/draft/markUnits.ts';
import { listUnits } from '../../src/notes/draft/spokenUnit.ts';
import { type Claim, claimOf } from '../../src/notes/model/check/claim.ts';
import { isContradicted } from '../../src/notes/model/check/contradictions.ts';

const CALL = said(`agent: Good morning, Hill Telecom, how can I help?
customer: My hub keeps going red and I want to cancel the contract.
agent: There's no fault on the line. I'll send you a new Hub 4 on Thursday, and you send the old one back in fourteen days.
customer: Okay, thanks.
agent: I can offer you a fifty dollar credit, or an engineer visit.
customer: No, I don't want a credit.
agent: I have refunded the twelve dollar fee to your card.
customer: Great, thank you. Do you need my new address?
agent: No. Savings under fifty thousand dollars don't need probate.
customer: It went from forty dollars to sixty dollars in May.
agent: Auto-renew is off now. Your appointment is in Building B, not A, on Monday the 4th.
customer: Yes, that's fine.
agent: If you leave early there's an exit fee of ninety dollars.
customer: And the meter, will someone come and read it?
agent: We've got the Sunday flight at nine and the wedding stays on Saturday.
agent: Would you like the Max plan for thirty dollars?
customer: Yes please, go ahead.`);

describe('what speaks against a sentence of a note', () => {
  for (const [why, text, lines] of [
    ['it was denied', 'A fault was found on the line.', [2]],
    ['the customer will not do what the agent promised', 'Customer will send a new Hub 4 on Thursday.', [2]],
    ['it was offered and turned down', 'Customer accepted a $50 credit.', [4, 5]],
    ['it was only wished', 'Customer cancelled the contract.', [1]],
    ['the money goes the other way', 'Customer was charged $12 on the card.', [6]],
    ['it was only asked', 'A meter will be read.', [13]],
    ['the amount is only a bound', 'Savings of $50,000.', [8]],
    ['the amount is what it was before', 'The price is $40.', [9]],
    ['it is the opposite state', 'Auto-renew is on.', [10]],
    ['it is another of its kind', 'The appointment is in Building A.', [10]],
    ['it holds only under a condition', 'An exit fee of $90 was charged for leaving early.', [12]],
    ['it was accepted', 'Customer declined the Max plan for $30.', [15, 16]],
  ] as const) {
    it(`is found where ${why}`, () => {
      assert.equal(isContradicted(claim(text, lines)), true);
    });
  }

  it('is found where the action is the other one’s', () => {
    assert.equal(isContradicted(claim('Send a new Hub 4 (Thursday)', [2], 'customer')), true);
    assert.equal(isContradicted(claim('Send a new Hub 4 (Thursday)', [2], 'company')), false);
  });

  for (const [text, lines] of [
    ['No fault was found on the line.', [2]],
    ['Agent will send a new Hub 4 on Thursday.', [2]],
    ['Customer declined a $50 credit.', [4, 5]],
    ['Customer wants to cancel the contract.', [1]],
    ['The $12 fee was refunded to the card.', [6]],
    ['The price went from $40 to $60 in May.', [9]],
    ['Auto-renew is off.', [10]],
    ['The appointment is in Building B on Monday 4th.', [10]],
    ['There is an exit fee of $90 if the customer leaves early.', [12]],
    ['Customer accepted the Max plan for $30.', [15, 16]],
    ['Customer asked whether someone will read the meter.', [13]],
  ] as const) {
    it(`is nothing in “${text}”`, () => {
      assert.equal(isContradicted(claim(text, lines)), false);
    });
  }
});

function claim(text: string, lines: readonly number[], who?: Claim['who']): Claim {
  return claimOf({ text, who }, lines, markUnits(listUnits({ utterances: CALL, warnings: [] })));
}

function said(text: string): Utterance[] {
  return text.split('\n').map((line): Utterance => {
    const colon = line.indexOf(': ');
    return { speaker: line.slice(0, colon) as Utterance['speaker'], text: line.slice(colon + 2) };
  });
}
