import assert from 'node:assert/strict';
import type { Track } from '../../src/ports/audioSink.ts';
import {
  type ListenedCall,
  type LiveUtterance,
  RecordingUnreadable,
  type SpeechToText,
} from '../../src/ports/speechToText.ts';
import { playCall, SAID, SECONDS, twoVoices } from '../support/speech/twoVoices.ts';

/** How far a supplier may be off about when something was said. */
const TOLERANCE_MS = 700;

/** What every supplier of SpeechToText must hold; it is run on real services, too. */
export function describeSpeechToText(name: string, open: () => Promise<SpeechToText>): void {
  describe(`speech to text: ${name}`, function () {
    this.timeout(120_000);
    const forever = new AbortController().signal;
    let speech: SpeechToText;
    before(async () => {
      speech = await open();
      await speech.ready();
    });
    after(() => speech.close());

    it('tells every utterance of a call once, with whose voice it was and when', async () => {
      const { call, told } = aCall();

      await playCall(listening(speech, call));

      const finals = told.filter(({ isFinal }) => isFinal).sort((one, other) => one.startMs - other.startMs);
      assert.deepEqual(
        finals.map(({ track }) => track),
        SAID.map(({ track }) => track),
      );
      for (const [place, said] of SAID.entries()) {
        assert.match(finals[place]?.text ?? '', said.words);
        near(finals[place]?.startMs, said.startMs);
        near(finals[place]?.endMs, said.endMs);
      }
    });

    it('puts what it understood so far before the final words, never after them', async () => {
      const { call, told } = aCall();

      await playCall(listening(speech, call));

      for (const track of ['caller', 'callee'] as const) {
        let last = -1;
        for (const { startMs, endMs, isFinal } of told.filter((one) => one.track === track)) {
          assert.ok(startMs >= last, `${startMs} ms was final before`);
          if (isFinal) last = endMs;
        }
      }
    });

    it('tells nothing of silence', async () => {
      const { call, told } = aCall();
      const live = listening(speech, call);

      for (let turn = 0; turn < 150; turn += 1) live.hear({ track: 'unknown', samples: new Int16Array(160) });
      await live.end();

      assert.deepEqual(told, []);
    });

    it('keeps calls apart, and counts them while they last', async () => {
      const [one, other] = [aCall(), aCall()];
      const lives = [listening(speech, one.call), listening(speech, other.call)] as const;
      const counted = speech.load.calls;

      await Promise.all([playCall(lives[0], { tracks: ['caller'] }), playCall(lives[1], { tracks: ['callee'] })]);

      assert.equal(counted, 2);
      assert.equal(speech.load.calls, 0);
      assert.deepEqual(tracksIn(one.told), ['caller']);
      assert.deepEqual(tracksIn(other.told), ['callee']);
    });

    it('writes a recording down, channel by channel, in the order in which it was spoken', async () => {
      const progress: number[] = [];

      const written = await speech.transcribe(
        { bytes: twoVoices(), onProgress: (done) => void progress.push(done) },
        forever,
      );

      assert.equal(written.channels, 2);
      assert.ok(Math.abs(written.seconds - SECONDS) < 0.2);
      const { utterances } = written;
      assert.deepEqual(
        utterances.map(({ channel }) => channel),
        SAID.map(({ channel }) => channel),
      );
      for (const [place, said] of SAID.entries()) {
        assert.match(utterances[place]?.text ?? '', said.words);
        near(utterances[place]?.startMs, said.startMs);
      }
      assert.deepEqual(
        progress,
        progress.toSorted((one, other) => one - other),
      );
      assert.equal(progress.at(-1), 1);
    });

    it('says in one sentence why a file is no recording', async () => {
      const bytes = Buffer.from('Agent: Good morning.\nCustomer: Hello.\n');

      await assert.rejects(speech.transcribe({ bytes }, forever), (error) => {
        assert.ok(error instanceof RecordingUnreadable);
        assert.match(error.message, /^[A-Z][^\n]+\.$/);
        return true;
      });
    });

    it('stops at once when nobody waits any more', async () => {
      const gone = new Error('nobody waits');

      await assert.rejects(speech.transcribe({ bytes: twoVoices() }, AbortSignal.abort(gone)), gone);
    });
  });
}

function aCall(): { call: ListenedCall; told: LiveUtterance[] } {
  const told: LiveUtterance[] = [];
  const onFault = (error: Error): void => {
    throw error;
  };
  return { told, call: { callId: 'call-1', onUtterance: (utterance) => void told.push(utterance), onFault } };
}

function listening(speech: SpeechToText, call: ListenedCall) {
  const live = speech.listen(call);
  assert.ok(live !== undefined, 'there is room for the call');
  return live;
}

function tracksIn(told: readonly LiveUtterance[]): Track[] {
  return [...new Set(told.map(({ track }) => track))];
}

function near(ms: number | undefined, expected: number): void {
  assert.ok(Math.abs((ms ?? Infinity) - expected) < TOLERANCE_MS, `${ms} ms is not about ${expected} ms`);
}
