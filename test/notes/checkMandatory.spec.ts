import assert from 'node:assert/strict';
import { markedSentences } from '../../src/domain/markedSentence.ts';
import { checkMandatory, mattering } from '../../src/notes/draft/checkMandatory.ts';

const SENTENCE = 'You have fourteen days to change your mind and cancel without a fee.';

const saidBy = (speaker: 'agent' | 'customer', text: string) =>
  checkMandatory([SENTENCE], {
    utterances: [
      { speaker: 'agent', text: 'Hello.' },
      { speaker, text },
    ],
    warnings: [],
  })[0];

describe('sentences that must be said', () => {
  it('are marked in a document, in English and German', () => {
    const text = `# Sales\n\nMust be said: ${SENTENCE}\n\n> **Muss gesagt werden:** Sie können 14 Tage widerrufen.\n\nThis must be said with care.`;

    assert.deepEqual(
      markedSentences(text).map(({ sentence }) => sentence),
      [SENTENCE, 'Sie können 14 Tage widerrufen.'],
    );
  });

  it('belong to calls about the same thing, unless they are marked for every call', () => {
    const marked = [
      ...markedSentences(`Must be said: ${SENTENCE}`, 'Cancellation policy: notice period'),
      ...markedSentences('Must be said on every call: This call may be recorded.', 'Greeting'),
      ...markedSentences('Muss immer gesagt werden: Das Gespräch wird aufgezeichnet.', 'Begrüßung'),
    ];
    const always = ['This call may be recorded.', 'Das Gespräch wird aufgezeichnet.'];

    const matter = (about: string) => mattering(marked, about).map(({ sentence }) => sentence);

    assert.deepEqual(matter('Customer asked for a new SIM card.'), always);
    assert.deepEqual(matter('Customer asked for the notice period for cancellation.'), [SENTENCE, ...always]);
  });

  it('count as said in other words, with the quote and where', () => {
    const found = saidBy(
      'agent',
      "You've got fourteen days to change your mind. If you cancel in that time there's no fee.",
    );

    assert.equal(found?.state, 'said');
    assert.match(found?.quote ?? '', /14 days to change your mind/);
    assert.deepEqual(found?.evidence, [1]);
  });

  it('are unclear when a figure differs', () => {
    assert.equal(
      saidBy('agent', 'You have forty days to change your mind and cancel without a fee.')?.state,
      'unclear',
    );
  });

  it('are unclear when the opposite is said', () => {
    assert.equal(
      checkMandatory(['Your calls are recorded for training purposes.'], {
        utterances: [{ speaker: 'agent', text: 'Your calls are not recorded for training purposes.' }],
        warnings: [],
      })[0]?.state,
      'unclear',
    );
  });

  it('are not said when only the customer says them', () => {
    assert.equal(saidBy('customer', SENTENCE)?.state, 'not-said');
  });

  it('are not said when nothing comes near', () => {
    assert.deepEqual(saidBy('agent', 'It will arrive on Thursday.'), {
      sentence: SENTENCE,
      state: 'not-said',
      evidence: [],
    });
  });
});
