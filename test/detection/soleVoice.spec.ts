import assert from 'node:assert/strict';
import { detectScam } from '../../src/detection/detectScam.ts';
import { shareAlone } from '../../src/detection/soleVoice.ts';
import type { CallContext, ScamVerdict } from '../../src/domain/verdict.ts';

const A_BAIT = [
  'This is the billing department of your streaming service with an important recorded message.',
  'Your card was charged four hundred and ninety nine dollars for the renewal of your subscription.',
  'If you did not authorize this charge, press one now to speak to a cancellation officer.',
];
const A_NOTICE = [
  'This is an important recorded message from Oak Lane Pharmacy.',
  'Your prescription is ready for pickup. There is nothing to pay until you come in.',
  'Press two to hear this again, or call us on the number printed on your prescription.',
];

describe('one voice that nobody answers', () => {
  it('raises an alert on a recorded bait that wants a key pressed, on either side of a call', () => {
    const levels = [{}, { direction: 'inbound', setting: 'subscriber' } as const].map(
      (context) => heard(A_BAIT, context)?.level,
    );

    assert.ok(
      levels.every((level) => level === 'warn' || level === 'scam'),
      levels.join(),
    );
  });

  it('raises none on a recorded notice that names a number people know', () => {
    assert.equal(heard(A_NOTICE, {})?.alertTurn, null);
  });

  it('raises none on a card alert that asks yes or no by a key for each, until a key leads to somebody who talks', () => {
    const alert = [
      'This is an automated call from Brook Bank about the card ending in one one oh four.',
      'A payment of eighty pounds at a garage was declined. If you made it press one, if you did not press two and a new card is posted to you.',
    ];
    const bait = [
      ...alert.slice(0, 1),
      'A payment of eighty pounds was charged. If you made it press one, if you did not press two to speak to a fraud officer now.',
    ];

    const [noticed, baited] = [alert, bait].map((texts) => heard(texts, {})?.alertTurn);

    assert.deepEqual([noticed, baited], [null, 1]);
  });

  it('raises none on half of a conversation, a customer heard alone who asks for what is advertised', () => {
    const customer = [
      'Hello, I would like to know about the lower rates I saw in your advertisement.',
      'My name is Ann Lee, the card ends in four four one two.',
      'Then please change my address as well, I moved last week.',
    ];

    assert.equal(heard(customer, {})?.alertTurn, null);
  });

  it('takes a greeting for no answer yet, and an answer for the end of a recording', () => {
    assert.deepEqual(
      [shareAlone(0, 2), shareAlone(3, 0), shareAlone(3, 1), shareAlone(2, 1), shareAlone(3, 2), shareAlone(16, 0)],
      [0, 1, 1, 0, 0, 0.5],
    );
  });
});

function heard(texts: readonly string[], context: CallContext): ScamVerdict | undefined {
  const detector = detectScam(context);
  return texts.map((text) => detector.hear({ speaker: 'caller', text })).at(-1);
}
