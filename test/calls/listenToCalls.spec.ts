import assert from 'node:assert/strict';
import { listenToCalls } from '../../src/calls/listenToCalls.ts';
import type { CallUtterance } from '../../src/domain/call.ts';
import { type ListenedCall, SpeechUnavailable } from '../../src/ports/speechToText.ts';

const clock = { now: () => new Date('2026-11-21T15:00:00Z') };

describe('Listening to live calls', () => {
  it('hands on each final sentence, numbered over both voices, with when it was said', () => {
    const { call, told } = aCall();

    call.onUtterance({ track: 'caller', text: 'Your account', startMs: 500, endMs: 900, isFinal: false });
    call.onUtterance({ track: 'caller', text: 'Your account is at risk.', startMs: 500, endMs: 2_000, isFinal: true });
    call.onUtterance({ track: 'callee', text: 'Oh no.', startMs: 2_500, endMs: 3_000, isFinal: true });
    call.onUtterance({ track: 'unknown', text: 'Hello?', startMs: 4_000, endMs: 4_500, isFinal: true });

    assert.deepEqual(
      told.map(({ seq, track, text, at }) => [seq, track, text, at.toISOString()]),
      [
        [0, 'caller', 'Your account is at risk.', '2026-11-21T15:00:00.500Z'],
        [1, 'callee', 'Oh no.', '2026-11-21T15:00:02.500Z'],
        [2, 'caller', 'Hello?', '2026-11-21T15:00:04.000Z'],
      ],
    );
  });

  it('says that a call is over once its last sentence was told', async () => {
    const { audio, call, told, ended, lastWords } = aCall();

    audio.end();
    const before = [...ended];
    call.onUtterance({ track: 'caller', text: 'Goodbye.', startMs: 0, endMs: 400, isFinal: true });
    lastWords();
    await new Promise((resolve) => setImmediate(resolve));

    assert.deepEqual([before, told.length, ended], [[], 1, ['call-1']]);
  });

  it('has no room for a call when speech to text has none', () => {
    const sink = listenToCalls(ears(), { speech: { listen: () => undefined }, clock });

    assert.equal(sink.open({ callId: 'call-1' }), undefined);
  });

  it('goes on with a call of which a part was lost', () => {
    const { call, faults, told } = aCall();

    call.onFault(new SpeechUnavailable('a thread ended'));
    call.onUtterance({ track: 'caller', text: 'Still here.', startMs: 0, endMs: 400, isFinal: true });

    assert.deepEqual([faults.length, told.length], [1, 1]);
  });
});

function ears() {
  return { onUtterance: () => {}, onEnded: () => {}, onFault: () => {} };
}

function aCall() {
  const told: CallUtterance[] = [];
  const ended: string[] = [];
  const faults: Error[] = [];
  const { promise, resolve: lastWords } = Promise.withResolvers<void>();
  let call: ListenedCall | undefined;
  const listen = (given: ListenedCall) => {
    call = given;
    return { hear: () => {}, end: () => promise };
  };
  const sink = listenToCalls(
    {
      onUtterance: (utterance) => void told.push(utterance),
      onEnded: (callId) => void ended.push(callId),
      onFault: (error) => void faults.push(error),
    },
    { speech: { listen }, clock },
  );
  const audio = sink.open({ callId: 'call-1' });
  assert.ok(audio !== undefined && call !== undefined);
  return { audio, call, told, ended, faults, lastWords };
}
