import assert from 'node:assert/strict';
import { pseudonymsOf } from '../../../src/domain/personalData/pseudonyms.ts';

describe('what is said over several turns of a call', () => {
  const masked = (...lines: readonly string[]): string =>
    pseudonymsOf([]).mask(lines.map((line, at) => `[${at + 1}] ${line}`).join('\n'));

  it('is hidden where it is an e-mail address in pieces', () => {
    const text = masked('customer: mark dot rose', 'agent: yes', 'customer: at fernbank dot example');

    assert.equal(text, '[1] customer: [e-mail 1]\n[2] agent: yes\n[3] customer: [e-mail 2]');
  });

  it('is hidden where it answers a question for a PIN, a code or a password', () => {
    const asked = [
      ['what is the pin', 'four eight two one'],
      ['and your memorable word?', 'harbour'],
      ['please read me the code we sent you', 'seven seven one oh'],
      ['can you spell the postcode', 'l s one four a p'],
    ] as const;

    for (const [question, answer] of asked) {
      const text = masked(`agent: ${question}`, `customer: ${answer}`);
      assert.match(text, /^\[2\] customer: \[(?:security code|address) 1\]$/m);
    }
  });

  it('is left where the answer is no password', () => {
    const text = masked('agent: and your password?', 'customer: I do not know it any more, sorry');

    assert.match(text, /I do not know it any more/);
  });
});
