import assert from 'node:assert/strict';
import type { Speaker } from '../../src/domain/transcript.ts';
import { findActions } from '../../src/notes/draft/findActions.ts';
import { markUnits } from '../../src/notes/draft/markUnits.ts';
import { listUnits } from '../../src/notes/draft/spokenUnit.ts';

describe('what is still to be done after a call', () => {
  for (const [speaker, text] of [
    ['agent', 'We’re sending a replacement card to your home address.'],
    ['agent', 'You can expect a call from the manager tomorrow.'],
    ['agent', 'I’ve asked the warehouse to hold the parcel until Friday.'],
    ['agent', 'A new card is on its way to you.'],
    ['agent', 'I need you to sign the form and post it back.'],
    ['agent', 'The refund takes five working days to reach your account.'],
    ['agent', 'Let me get a replacement sent out to you this afternoon.'],
    ['agent', 'You have until the thirtieth to return the router.'],
    ['agent', 'If the light goes red again, unplug it and ring us.'],
    ['customer', 'I need to speak to my accountant before I decide.'],
    ['customer', 'Let me think about it and I’ll call you back.'],
    ['customer', 'I can email the photos over this evening.'],
  ] as const) {
    it(`is in “${text}”`, () => {
      assert.equal(actionsIn(speaker, text).length, 1);
    });
  }

  for (const [speaker, text] of [
    ['agent', 'I’ll just put you on hold for a moment.'],
    ['agent', 'If you cancel early there is a fee of fifty pounds.'],
    ['agent', 'If you prefer, I can escalate this to a higher support level.'],
    ['agent', 'If they are successful, you should see lights on the keyboard.'],
    ['agent', 'We will never ask for your password.'],
    ['customer', 'I’ll never use you people again.'],
    ['customer', 'I’ll try that… Okay, it works without any errors this time.'],
    ['customer', 'I’ll keep that in mind.'],
  ] as const) {
    it(`is not in “${text}”`, () => {
      assert.deepEqual(actionsIn(speaker, text), []);
    });
  }

  it('is the agent’s where the agent will just do it', () => {
    assert.equal(actionsIn('agent', 'I’ll just send you the form by post.')[0]?.who, 'agent');
  });
});

function actionsIn(speaker: Speaker, text: string) {
  const other = speaker === 'agent' ? 'customer' : 'agent';
  const utterances = [
    { speaker: other, text: 'Okay.' },
    { speaker, text },
  ] as const;
  return findActions(markUnits(listUnits({ utterances, warnings: [] })));
}
