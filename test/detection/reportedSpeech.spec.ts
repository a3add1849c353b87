import assert from 'node:assert/strict';
import { detectScam } from '../../src/detection/detectScam.ts';
import { readTurn } from '../../src/detection/readTurn.ts';
import { SIGNAL_RULES } from '../../src/detection/signals/allSignals.ts';

/** The signals of a side's last turn, its earlier ones heard before. */
function signalsOf(...texts: readonly string[]): string[] {
  const readings = texts.reduce<ReturnType<typeof readTurn>[]>(
    (heard, text) => [...heard, readTurn(text, heard.at(-1)?.telling)],
    [],
  );
  return [...(readings.at(-1)?.signals ?? [])].map((one) => SIGNAL_RULES[one]?.name ?? '');
}

describe('reported speech', () => {
  it('takes what a fraudster wanted of the teller for retold, not for asked', () => {
    const signals = signalsOf(
      'A man rang me and said he was from the bank. He told me to read him the code and that I mustn’t tell the branch.',
    );

    assert.ok(signals.includes('retold-request'), signals.join());
    assert.deepEqual(signals.filter(isRequest), []);
  });

  it('takes a quotation that says "you" for retold as well, while a stranger’s words are told', () => {
    const signals = signalsOf('i had this call and he goes you need to read me the code now or i cant stop it');

    assert.ok(signals.includes('retold-request'), signals.join());
    assert.deepEqual(signals.filter(isRequest), []);
  });

  it('goes on with a story in the sentences and the turn that follow', () => {
    const signals = signalsOf(
      'This lad phoned me about the broadband.',
      'Then he was like, transfer the money to a safe account. And he said stay on the line and don’t tell your wife.',
    );

    assert.deepEqual(signals.filter(isRequest), []);
    assert.ok(signals.includes('retold-request'));
  });

  it('takes an explanation of what fraudsters do for no request', () => {
    const signals = signalsOf(
      'What they do is they ring up and say your money isn’t safe, and then they want you to move the money to a new account.',
    );

    assert.deepEqual(signals.filter(isRequest), []);
  });

  it('tells by grammar what was wanted of the teller from what is wanted of the listener', () => {
    const retold = signalsOf('He told me to transfer the money to a new account.');
    const relayed = signalsOf('He told me to get your card number and the code from you.');

    assert.deepEqual(retold.filter(isRequest), []);
    assert.ok(relayed.includes('relayed-request'), relayed.join());
  });

  for (const disguise of [
    'My supervisor said you must read me the code now.',
    'The bank has told us you need to read me the code.',
    'i spoke to my manager and he says you have to read me the code',
    'i just had a call from my manager and he says you must read me the code now',
  ]) {
    it(`hears a request in the name of the caller’s own house: ${disguise}`, () => {
      const signals = signalsOf(disguise);

      assert.ok(signals.includes('code-request') && signals.includes('relayed-request'), signals.join());
    });
  }

  it('hears a PIN asked for in the name of the bank', () => {
    const signals = signalsOf('The bank told me that I need your PIN.');

    assert.ok(signals.includes('credential-request'), signals.join());
  });

  it('hears what the teller asks in their own words after a story', () => {
    const signals = signalsOf(
      'Somebody rang me yesterday and said he was from the police. So now you need to open your bank and read me the code.',
    );

    assert.ok(signals.includes('code-request'), signals.join());
  });

  it('takes the answer to "what did he ask you to do" for told', () => {
    const answer = 'He wanted it done at once, and he said the bank was closed for the day, so read me the code.';
    const after = (question: string) => {
      const detector = detectorOfAgent();
      detector.hear({ speaker: 'callee', text: question });
      return detector.hear({ speaker: 'caller', text: answer }).level;
    };

    const levels = [after('How can I help you today?'), after('What did he ask you to do?')];

    assert.deepEqual(levels, ['watch', 'none']);
  });

  it('knows on another worker whose words are told', () => {
    const first = detectorOfAgent();
    first.hear({ speaker: 'caller', text: 'A man rang me and said he was from your fraud team.' });
    first.hear({ speaker: 'callee', text: 'I see.' });
    const second = detectScam(JSON.parse(JSON.stringify(first.save())) as ReturnType<typeof first.save>);
    const next = {
      speaker: 'caller',
      text: 'And he said the bank was closed for the day, so read me the code.',
    } as const;

    const levels = [detectorOfAgent(), first, second].map((detector) => detector.hear(next).level);

    assert.deepEqual(levels, ['watch', 'none', 'none']);
  });
});

function isRequest(name: string): boolean {
  return ['code-request', 'spoken-code-request', 'money-movement', 'directs-money', 'safe-account', 'secrecy'].includes(
    name,
  );
}

function detectorOfAgent() {
  return detectScam({ direction: 'inbound', setting: 'contact-centre' });
}
