import assert from 'node:assert/strict';
import { localSpeech } from '../../../src/adapters/moonshine/localSpeech.ts';
import { type LiveUtterance, type SpeechToText, SpeechUnavailable } from '../../../src/ports/speechToText.ts';
import { aSound } from '../../support/speech/scriptedEngine.ts';
import { twoVoices } from '../../support/speech/twoVoices.ts';

const entry = new URL('../../support/speech/scriptedWorker.ts', import.meta.url);
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
