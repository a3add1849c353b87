import assert from 'node:assert/strict';
import { smallTalk } from '../../src/answers/smallTalk.ts';

describe('small talk', () => {
  for (const text of ['hi', 'Hello there!', 'good morning', 'Guten Tag']) {
    it(`hears a greeting in "${text}"`, () => assert.equal(smallTalk(text), 'greeting'));
  }
  for (const text of ['thanks', 'ok thanks a lot', 'Danke schön', 'cheers 👍']) {
    it(`hears thanks in "${text}"`, () => assert.equal(smallTalk(text), 'thanks'));
  }
  for (const text of ['hi, what does flex 10 cost', 'thanks, and for broadband?', 'hello world plan']) {
    it(`takes "${text}" for a question`, () => assert.equal(smallTalk(text), undefined));
  }
});
