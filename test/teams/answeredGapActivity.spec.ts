import assert from 'node:assert/strict';
import { messagesFor } from '../../src/messages/messages.ts';
import { answeredGapActivity } from '../../src/teams/answeredGapActivity.ts';
import { PLANTED } from '../support/cards.ts';
import { anAnswer } from '../support/sampleAnswers.ts';

describe('the message that tells of an answer', () => {
  const view = { answerId: 'answer-1', answer: anAnswer() };
  const textFor = (question: string) => answeredGapActivity(question, view, messagesFor('en')).text ?? '';

  it('says what was asked, then the answer with its citation and card', () => {
    const activity = answeredGapActivity('notice period?', view, messagesFor('en'));

    const answer = 'The notice period for cancelling any plan is 14 days. [1]';
    assert.equal(activity.text, `You asked “notice period?”. There is an answer now: ${answer}`);
    assert.equal(activity.speak, view.answer.spoken);
    assert.equal(activity.attachments?.length, 1);
  });

  it('shows markdown, mentions and cards in the question as text on one line', () => {
    const text = textFor(`${PLANTED}\n# big\n<at>all</at> {"type":"AdaptiveCard"} \u202Eover`);

    assert.ok(
      text.includes('\\*\\*bold\\*\\* \\[x\\](https://evil.example) ${1+1} \\# big \\<at\\>all\\</at\\>'),
      text,
    );
    assert.doesNotMatch(text, /[\n\u202E]/);
  });

  it('cuts a question of 4000 characters', () => {
    for (const question of ['x'.repeat(4000), '🙂'.repeat(2000), 'very long '.repeat(400)]) {
      const text = textFor(question);

      assert.ok(text.length < 350 && text.isWellFormed());
      assert.match(text, /…”\. There is an answer now: /);
    }
  });
});
