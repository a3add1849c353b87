import assert from 'node:assert/strict';
import { noEvidence } from '../../src/detection/callEvidence.ts';
import { detectScam } from '../../src/detection/detectScam.ts';
import { addSpeech, type OpenTurn } from '../../src/detection/openTurn.ts';
import type { SpokenTurn } from '../../src/domain/verdict.ts';
import { A_SAFE_ACCOUNT_FRAUD, A_TRUE_FRAUD_DESK } from '../support/scamCalls.ts';

const SUBSCRIBER = { direction: 'inbound', setting: 'subscriber' } as const;

/** As a recogniser ends an utterance at every pause. */
const inPieces = (turns: readonly SpokenTurn[]): SpokenTurn[] =>
  turns.flatMap(({ speaker, text }) => text.split(/(?<=[.?!,])\s+/).map((piece) => ({ speaker, text: piece })));

/** Asks for a code only as a whole. */
const CUT = ['Please read me the', 'code.'] as const;

const hearAll = (turns: readonly SpokenTurn[]) => {
  const detector = detectScam(SUBSCRIBER);
  return turns.map((turn) => detector.hear(turn));
};

describe('a turn that comes in pieces', () => {
  for (const { turns } of [A_SAFE_ACCOUNT_FRAUD, A_TRUE_FRAUD_DESK]) {
    it(`is judged like the whole turn: ${turns[0]?.text.slice(0, 40) ?? ''}…`, () => {
      const whole = hearAll(turns).at(-1);

      const pieces = hearAll(inPieces(turns)).at(-1);

      assert.equal(pieces?.level, whole?.level);
      assert.ok(Math.abs((pieces?.score ?? 0) - (whole?.score ?? 0)) < 1e-9);
      assert.deepEqual(pieces?.signals.map(({ name }) => name).sort(), whole?.signals.map(({ name }) => name).sort());
    });
  }

  it('is read over the pause', () => {
    const levels = hearAll(CUT.map((text) => ({ speaker: 'caller', text }))).map(({ level }) => level);

    assert.deepEqual(levels, ['none', 'watch']);
  });

  it('names a signal by the utterance that brought it', () => {
    const said = ['Hello, this is the bank.', 'How are you today?', 'Read me the code we just sent to your phone.'];

    const last = hearAll(said.map((text) => ({ speaker: 'caller', text }))).at(-1);

    assert.equal(last?.turn, 2);
    assert.equal(last?.signals.find(({ name }) => name === 'code-request')?.turn, 2);
  });

  it('ends when the other side speaks', () => {
    const [one, two] = CUT;

    const last = hearAll([
      { speaker: 'caller', text: one },
      { speaker: 'callee', text: 'Sorry?' },
      { speaker: 'caller', text: two },
    ]).at(-1);

    assert.equal(
      last?.signals.some(({ name }) => name === 'code-request'),
      false,
    );
  });

  it('ends after as many words as a long turn has, so that one who never stops costs no more and more', () => {
    const sixtyWords = 'and so it went on that day and then again '.repeat(6);
    const [one, two] = CUT;

    const levels = [one, `${sixtyWords}${one}`].map((begun) =>
      hearAll([begun, two].map((text) => ({ speaker: 'caller', text }))).map(({ level }) => level),
    );

    assert.deepEqual(levels, [
      ['none', 'watch'],
      ['none', 'none'],
    ]);
  });

  it('remembers no more and more of what is no words', () => {
    let evidence = noEvidence(SUBSCRIBER);
    let open: OpenTurn | undefined;
    const lengths: number[] = [];

    for (let piece = 0; piece < 100; piece += 1) {
      ({ evidence, open } = addSpeech({ speaker: 'caller', text: '. '.repeat(1_000) }, evidence, open));
      lengths.push(open.text.length);
    }

    assert.ok(Math.max(...lengths) < 5_000, `${Math.max(...lengths)}`);
  });
});
