import assert from 'node:assert/strict';
import { compilePatterns } from '../../src/detection/phrasePattern.ts';
import { readTurn } from '../../src/detection/readTurn.ts';
import { SIGNAL_RULES } from '../../src/detection/signals/allSignals.ts';
import { tokensOf } from '../../src/detection/tokens.ts';

const signalsIn = (text: string): string[] => [...readTurn(text).signals].map((one) => SIGNAL_RULES[one]?.name ?? '');

describe('phrase patterns', () => {
  it('finds words in order with a bounded gap between them', () => {
    const matcher = compilePatterns([{ name: 'asks', pattern: 'read|tell me ~2 code*' }]);

    const found = ['read me the codes', 'tell me the new code', 'tell me a b c code', 'code me read'].map(
      (text) => matcher.find(tokensOf(text)).length,
    );

    assert.deepEqual(found, [1, 1, 0, 0]);
  });

  it('names the class that a pattern got wrong', () => {
    assert.throws(() => compilePatterns([{ name: 'x', pattern: 'move @MONIES' }]), /unknown word class @MONIES/);
  });

  it('matches a turn made to be slow in no time worth naming', () => {
    const matcher = compilePatterns([{ name: 'x', pattern: 'a ~9 a ~9 a ~9 a ~9 a ~9 a ~9 b' }]);
    const tokens = Array.from({ length: 600 }, () => 'a');

    assert.equal(matcher.find(tokens).length, 0);
  });
});

describe('reading a turn', () => {
  it('hears what a recogniser tore apart or spelled by ear', () => {
    assert.ok(signalsIn('so we move the money in to a fait a count').includes('safe-account'));
  });

  it('does not take a warning for the thing it warns of', () => {
    assert.deepEqual(
      signalsIn('Never tell anyone the code.').filter((name) => name === 'code-request'),
      [],
    );
  });

  it('does not take what people say of themselves for an accusation', () => {
    assert.ok(signalsIn('Your account has been hacked.').includes('account-compromised'));
    assert.ok(!signalsIn('I think my account has been hacked.').includes('account-compromised'));
  });

  it('has a name of its own for every signal', () => {
    const names = SIGNAL_RULES.map(({ name }) => name);

    assert.equal(new Set(names).size, names.length);
  });
});
