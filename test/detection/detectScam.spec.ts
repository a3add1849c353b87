import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { detectScam } from '../../src/detection/detectScam.ts';
import { SIGNAL_RULES } from '../../src/detection/signals/allSignals.ts';
import { WORD_CLASSES } from '../../src/detection/wordClasses.ts';
import type { CallContext, SpokenTurn } from '../../src/domain/verdict.ts';
import { A_SAFE_ACCOUNT_FRAUD, A_TRUE_FRAUD_DESK } from '../support/scamCalls.ts';

const TO_A_SUBSCRIBER: CallContext = { direction: 'inbound', setting: 'subscriber' };

function hearAll(turns: readonly SpokenTurn[], context: CallContext = TO_A_SUBSCRIBER) {
  const detector = detectScam(context);
  return turns.map((turn) => detector.hear(turn));
}

describe('the scam detector', () => {
  it('raises an alert on a fraud and says why, before the money moves', () => {
    const verdicts = hearAll(A_SAFE_ACCOUNT_FRAUD.turns);

    const last = verdicts.at(-1);
    assert.ok(last?.alertTurn !== null && last?.alertTurn !== undefined);
    assert.ok(last.alertTurn <= A_SAFE_ACCOUNT_FRAUD.harm);
    const names = last.signals.map(({ name }) => name);
    assert.ok(names.includes('money-movement') && names.includes('secrecy'), names.join());
  });

  it('says that somebody threatens with arrest only where arrest, court or police are spoken of', () => {
    const accused = 'Your social security number is linked to drugs, there is an investigation in your name.';
    const threatened = `${accused} A warrant is issued and you will be arrested today.`;

    const named = [accused, threatened].map((text) => hearAll([{ speaker: 'caller', text }])[0]?.signals ?? []);

    assert.deepEqual(
      named.map((signals) => signals.some(({ name }) => name === 'arrest-threat')),
      [false, true],
    );
    assert.notEqual(named[0]?.length, 0);
  });

  it('says of no agent who keeps to the rules that they bend one', () => {
    const asked = 'Can you not make an exception just this once and read me the code?';
    const answers = ['I am not allowed to do that, sorry.', 'I should not really, but all right, just this once.'];

    const named = answers.map((text) =>
      hearAll(
        [
          { speaker: 'caller', text: asked },
          { speaker: 'callee', text },
        ],
        { setting: 'contact-centre' },
      )
        .at(-1)
        ?.signals.some(({ name }) => name === 'agent-bends-rule'),
    );

    assert.deepEqual(named, [false, true]);
  });

  it('asks nobody to press a key who only wants the other to stay on the line', () => {
    const [verdict] = hearAll([{ speaker: 'caller', text: 'Read me the code now and do not hang up.' }]);

    const names = verdict?.signals.map(({ name }) => name) ?? [];
    assert.ok(names.includes('isolation') && !names.includes('key-press-prompt'), names.join());
  });

  it('raises none on an honest bank that talks of the same things', () => {
    const verdicts = hearAll(A_TRUE_FRAUD_DESK.turns);

    assert.equal(verdicts.at(-1)?.alertTurn, null);
  });

  it('judges a turn by it and earlier ones only', () => {
    const whole = hearAll(A_SAFE_ACCOUNT_FRAUD.turns).map(({ score }) => score);

    const cutShort = hearAll(A_SAFE_ACCOUNT_FRAUD.turns.slice(0, 7)).map(({ score }) => score);

    assert.deepEqual(cutShort, whole.slice(0, 7));
  });

  it('takes neither side for the victim where nothing is known of the call', () => {
    const swapped = A_SAFE_ACCOUNT_FRAUD.turns.map(({ speaker, text }): SpokenTurn => ({
      speaker: speaker === 'caller' ? 'callee' : 'caller',
      text,
    }));

    const known = hearAll(swapped).at(-1);
    const unknown = hearAll(swapped, {}).at(-1);

    assert.ok((unknown?.score ?? 0) > (known?.score ?? 1));
  });

  it('gives the agent a quiet notice when a code is asked for, and no alert', () => {
    const verdict = hearAll([{ speaker: 'caller', text: 'Could you read me the code we have just sent you?' }])[0];

    assert.deepEqual([verdict?.level, verdict?.alertTurn], ['watch', null]);
  });

  it('takes back the present level when a call calms down, and never the highest', () => {
    const chat = Array.from({ length: 60 }, (_, turn): SpokenTurn => ({
      speaker: turn % 2 === 0 ? 'caller' : 'callee',
      text: 'Well it has rained here since the morning and the garden looks all the greener for it, it really does.',
    }));

    const last = hearAll([...A_SAFE_ACCOUNT_FRAUD.turns, ...chat]).at(-1);

    assert.ok(last?.level === 'warn' || last?.level === 'scam');
    assert.ok(last.current === 'none' || last.current === 'watch', last.current);
  });

  it('goes on elsewhere from what it saved, which holds no word of the call', () => {
    const half = 8;
    const first = detectScam(TO_A_SUBSCRIBER);
    for (const turn of A_SAFE_ACCOUNT_FRAUD.turns.slice(0, half)) first.hear(turn);

    const saved = JSON.stringify(first.save());
    const second = detectScam(JSON.parse(saved) as ReturnType<typeof first.save>);
    const rest = A_SAFE_ACCOUNT_FRAUD.turns.slice(half);
    const resumed = rest.map((turn) => second.hear(turn));
    const unbroken = rest.map((turn) => first.hear(turn));

    resumed.forEach((verdict, index) => {
      assert.ok(Math.abs(verdict.score - (unbroken[index]?.score ?? 0)) < 0.02);
      assert.deepEqual({ ...verdict, score: 0 }, { ...unbroken[index], score: 0 });
    });
    const words = A_SAFE_ACCOUNT_FRAUD.turns.flatMap(({ text }) => text.toLowerCase().match(/[a-z]{6,}/g) ?? []);
    const ours = ['caller', 'callee', 'signals', 'subscriber', 'inbound', 'direction', 'setting'];
    assert.deepEqual(
      words.filter((word) => !ours.includes(word) && saved.toLowerCase().includes(word)),
      [],
    );
  });

  it('starts reading anew from a state of other rules, keeping the level', () => {
    const first = detectScam(TO_A_SUBSCRIBER);
    for (const turn of A_SAFE_ACCOUNT_FRAUD.turns) first.hear(turn);
    const saved = first.save();

    const verdict = detectScam({ ...saved, rules: 'older' }).hear({ speaker: 'caller', text: 'Hello?' });

    assert.equal(verdict.level, saved.level);
    assert.equal(verdict.alertTurn, saved.alertTurn);
    assert.equal(verdict.turn, A_SAFE_ACCOUNT_FRAUD.turns.length);
  });

  it('lives with empty turns, a million characters, ten thousand turns and odd scripts', () => {
    const detector = detectScam({});
    const odd = [
      '',
      ' \u0000\u200b',
      '\ud800',
      '👩‍👩‍👧 हैलो',
      'a'.repeat(1_000_000),
      'please '.repeat(150_000),
      '1'.repeat(1e6),
    ];

    for (const text of odd) detector.hear({ speaker: 'callee', text });
    const rounds = Array.from({ length: 625 }, () => A_SAFE_ACCOUNT_FRAUD.turns);
    const many = rounds.flat().map((turn) => detector.hear(turn));

    assert.ok(many.every(({ score }) => score >= 0 && score <= 1));
    assert.ok(Buffer.byteLength(JSON.stringify(detector.save())) <= 4_096);
  });

  it('remembers no more of somebody who says every phrase it knows, late in an endless call', () => {
    const detector = detectScam({});
    const say = (text: string): void =>
      (['caller', 'callee'] as const).forEach((speaker) => void detector.hear({ speaker, text }));
    for (let turn = 0; turn < 10_000; turn += 1) say('');
    const phrases = SIGNAL_RULES.map(({ patterns }) => patterns.map(wordsOf));

    for (let round = 0; round < 40; round += 1)
      for (const some of phrases) say(some[round % Math.max(1, some.length)] ?? '');
    say(phrases.map(([first = '']) => first).join(' '));

    const saved = detector.save();
    assert.ok(Buffer.from(saved.told, 'base64').length > 30 * 3);
    assert.ok(Buffer.byteLength(JSON.stringify(saved)) <= 4_096, `${JSON.stringify(saved).length}`);
    assert.deepEqual(detectScam(saved).save(), saved);
  });
});

/** Words that a phrase pattern is met by. */
function wordsOf(pattern: string): string {
  const steps = pattern.split(' ').filter((step) => !/^[~^]/.test(step));
  const words = steps.map((step) => {
    const word = step.split('|')[0] ?? '';
    return (word.startsWith('@') ? (WORD_CLASSES.get(word.slice(1))?.[0] ?? '') : word).replace('*', '');
  });
  return words.join(' ');
}
