import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { ListeningDesk } from '../../../src/adapters/moonshine/live/listeningDesk.ts';
import type { VoiceWords } from '../../../src/adapters/moonshine/live/liveVoice.ts';
import { WorkQueue } from '../../../src/adapters/moonshine/workQueue.ts';
import { aSound, scriptedEngine } from '../../support/speech/scriptedEngine.ts';

describe('A listening desk', () => {
  it('looks at all voices in one run of the detector', async () => {
    const runs: number[] = [];
    const { detect } = scriptedEngine();
    const desk = new ListeningDesk(
      scriptedEngine({
        detect: (windows) => {
          runs.push(windows.length);
          return detect(windows);
        },
      }),
    );
    const voices = [aVoice(desk), aVoice(desk), aVoice(desk)];

    for (const { voice } of voices) desk.hear(voice, aSound(0.32, true));
    await Promise.all(voices.map(({ voice }) => desk.end(voice)));

    assert.equal(Math.max(...runs), 3);
    assert.ok(runs.length < 15, `${runs.length} runs for 30 windows`);
  });

  it('understands an utterance once when the pause in it was its end', async () => {
    let recognised = 0;
    const { recognise } = scriptedEngine();
    const desk = new ListeningDesk(
      scriptedEngine({
        recognise: (samples) => {
          recognised += 1;
          return recognise(samples);
        },
      }),
    );
    const { voice, words } = aVoice(desk);

    desk.hear(voice, aSound(1, true));
    desk.hear(voice, noisySilence(0.3));
    while (words.length === 0) await turn();
    desk.hear(voice, noisySilence(0.7));
    await desk.end(voice);

    assert.equal(recognised, 1);
    assert.deepEqual(
      words.map(({ isFinal }) => isFinal),
      [false, true],
    );
  });

  it('behind time leaves out what is not final, says so, and tells every final utterance in order', async () => {
    let time = 0;
    const finals: string[] = [];
    const { recognise } = scriptedEngine();
    const slow = scriptedEngine({
      recognise: async (samples) => {
        time += 1_000;
        return recognise(samples);
      },
    });
    const desk = new ListeningDesk(slow, new WorkQueue(() => time));
    let dropped = 0;
    const voices = Array.from({ length: 20 }, () => aVoice(desk, () => (dropped += 1)));

    for (const length of [0.5, 1, 1.5]) {
      for (const { voice } of voices) {
        desk.hear(voice, aSound(length, true));
        desk.hear(voice, noisySilence(0.8));
      }
    }
    await Promise.all(voices.map(({ voice }) => desk.end(voice)));

    for (const { words } of voices)
      finals.push(
        words
          .filter(({ isFinal }) => isFinal)
          .map(({ text }) => text)
          .join(' '),
      );
    assert.deepEqual(new Set(finals), new Set(['0.5 s 1.0 s 1.5 s']));
    assert.ok(dropped > 0);
  });

  it('counts audio that was not looked at yet as being behind', async () => {
    const desk = new ListeningDesk(scriptedEngine());
    const { voice } = aVoice(desk);

    desk.hear(voice, aSound(2, true));
    const behind = [desk.behindMs, desk.isLate];
    await desk.end(voice);

    assert.ok((behind[0] as number) > 1_500);
    assert.deepEqual([behind[1], desk.behindMs, desk.isLate], [true, 0, false]);
  });

  it('tells of a fault, and goes on with what follows', async () => {
    const { recognise } = scriptedEngine();
    const desk = new ListeningDesk(
      scriptedEngine({
        recognise: (samples) =>
          samples.length > 17_000 ? Promise.reject(new Error('out of memory')) : recognise(samples),
      }),
    );
    const { voice, words, faults } = aVoice(desk);

    for (const length of [1, 0.5]) {
      desk.hear(voice, aSound(length, true));
      desk.hear(voice, noisySilence(1));
    }
    await desk.end(voice);

    assert.equal(faults.length, 1);
    assert.deepEqual(
      words.filter(({ isFinal }) => isFinal).map(({ text }) => text),
      ['0.5 s'],
    );
  });
});

/** Too quiet for speech, too loud to be passed by. */
function noisySilence(seconds: number): Int16Array {
  return aSound(seconds, false).fill(200);
}

function aVoice(desk: ListeningDesk, onInterimDropped: () => void = () => {}) {
  const words: VoiceWords[] = [];
  const faults: unknown[] = [];
  const voice = desk.open({
    onWords: (one) => void words.push(one),
    onInterimDropped,
    onFault: (error) => void faults.push(error),
  });
  return { voice, words, faults };
}
