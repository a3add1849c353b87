import assert from 'node:assert/strict';
import { localSpeech } from '../../../src/adapters/moonshine/localSpeech.ts';
import { type LiveUtterance, type SpeechToText, SpeechUnavailable } from '../../../src/ports/speechToText.ts';
import { aSound } from '../../support/speech/scriptedEngine.ts';
import { twoVoices } from '../../support/speech/twoVoices.ts';

const entry = new URL('../../support/speech/scriptedWorker.ts', import.meta.url);
const stallingEntry = new URL('../../support/speech/stallingWorker.ts', import.meta.url);
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
const clock = { now: () => new Date(0) };

describe('Speech threads', () => {
  let speech: SpeechToText;
  beforeEach(() => {
    speech = localSpeech({ workers: 2, entry }, { clock });
  });
  afterEach(() => speech.close());

  it('tell what is left when a call ends in the middle of a sentence', async () => {
    const { live, told } = listen(speech);

    live.hear({ track: 'caller', samples: aSound(1, true) });
    await live.end();

    assert.deepEqual(
      told.filter(({ isFinal }) => isFinal).map(({ text }) => text),
      ['1.0 s'],
    );
  });

  it('hear nothing more of a call that has ended', async () => {
    const { live, told } = listen(speech);
    await live.end();

    live.hear({ track: 'caller', samples: aSound(1, true) });
    await live.end();

    assert.deepEqual(told, []);
  });

  it('let the others go on when one breaks, say what is lost, and hear what follows at its place in the call', async () => {
    const [one, other] = [listen(speech), listen(speech)];
    const deafening = new Int16Array(8_000).fill(32_000);

    one.live.hear({ track: 'caller', samples: deafening });
    one.live.hear({ track: 'caller', samples: aSound(1, false) });
    other.live.hear({ track: 'caller', samples: aSound(1, true) });
    await other.live.end();
    while (one.faults.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    one.live.hear({ track: 'caller', samples: aSound(1, true) });
    await one.live.end();

    assert.deepEqual(
      other.told.filter(({ isFinal }) => isFinal).map(({ text }) => text),
      ['1.0 s'],
    );
    assert.ok(one.faults[0] instanceof SpeechUnavailable);
    const [after] = one.told.filter(({ isFinal }) => isFinal);
    assert.equal(after?.text, '1.0 s');
    assert.ok(Math.abs((after?.startMs ?? 0) - 2_000) < 100);
    assert.equal(speech.load.faults, 1);
  });

  it('refuse new calls from four seconds behind, and take them again once they follow', async () => {
    const stalling = localSpeech({ workers: 1, entry: stallingEntry }, { clock });
    const { live } = listen(stalling);
    const anotherCall = () => stalling.listen({ callId: 'call-2', onUtterance: () => {}, onFault: () => {} });

    live.hear({ track: 'caller', samples: aSound(5, true) });
    while (stalling.load.behindMs <= 4_000) await soon();
    const refused = anotherCall();
    await live.end();
    const taken = anotherCall();

    assert.equal(refused, undefined);
    assert.ok(taken !== undefined);
    await stalling.close();
  });

  it('keep no more than a minute of a voice they cannot follow, say so once, and go on at the right time', async () => {
    const stalling = localSpeech({ workers: 1, entry: stallingEntry }, { clock });
    const { live, told, faults } = listen(stalling);
    const seconds = (count: number, isLoud: boolean): void => {
      for (let turn = 0; turn < count; turn += 1) live.hear({ track: 'caller', samples: aSound(1, isLoud) });
    };

    seconds(65, true);
    while (stalling.load.behindMs <= 60_000) await soon();
    seconds(10, true);
    // It still stands; the next look tells what it has in hand by now.
    await new Promise((resolve) => setTimeout(resolve, 700));
    const behindMs = stalling.load.behindMs;
    while (stalling.load.behindMs > 1_000) await soon();
    seconds(1, false);
    seconds(1, true);
    await live.end();

    assert.ok(behindMs < 70_000, `${behindMs} ms are kept`);
    assert.equal(faults.length, 1);
    assert.match(faults[0]?.message ?? '', /a minute behind/);
    assert.equal(stalling.load.faults, 1);
    const last = told.filter(({ isFinal }) => isFinal).at(-1);
    assert.equal(last?.text, '1.0 s');
    assert.ok(Math.abs((last?.startMs ?? 0) - 76_000) < 200, `it began at ${last?.startMs} ms`);
    await stalling.close();
  });

  it('say what to do when they cannot start', async () => {
    const missing = new URL('no-such-worker.ts', import.meta.url);
    const broken = localSpeech({ workers: 1, entry: missing }, { clock });

    await assert.rejects(broken.ready(), /npm run speech:install/);
    await broken.close();
  });

  it('give up a recording that nobody waits for any more', async () => {
    const gone = new AbortController();

    const writing = speech.transcribe(
      { bytes: twoVoices(), onProgress: () => gone.abort(new Error('gone')) },
      gone.signal,
    );

    await assert.rejects(writing, /gone/);
  });
});

function listen(speech: SpeechToText) {
  const told: LiveUtterance[] = [];
  const faults: Error[] = [];
  const live = speech.listen({
    callId: 'call-1',
    onUtterance: (utterance) => void told.push(utterance),
    onFault: (error) => void faults.push(error),
  });
  assert.ok(live !== undefined);
  return { live, told, faults };
}
