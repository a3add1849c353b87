import assert from 'node:assert/strict';
import { localSpeech } from '../../src/adapters/moonshine/localSpeech.ts';
import { openEngine } from '../../src/adapters/moonshine/models/openEngine.ts';
import { lastSpeechSentAt } from '../../bench/latency/timeCalls.ts';
import { throughLine } from '../../bench/speech/badLine.ts';
import { largestThat } from '../../bench/speech/largestThat.ts';
import { talkative, withoutHesitations } from '../../bench/speech/talkative.ts';
import { understandCall } from '../../bench/speech/understandCall.ts';
import { needSpeech } from '../support/speech/needSpeech.ts';
import { playCall, voicesApart } from '../support/speech/twoVoices.ts';

const QUIET = { snrDb: 90, loss: 0 };
const clock = { now: () => new Date() };

describe('The measurements of live audio', () => {
  it('understand a call as fast as the machine goes, and in the same words as a live one', async function () {
    needSpeech(this);
    this.timeout(60_000);
    const { caller, callee } = voicesApart();
    const speech = localSpeech({ workers: 1 }, { clock });
    const live: string[] = [];
    const call = speech.listen({
      callId: 'one',
      onUtterance: ({ isFinal, track, text }) => isFinal && live.push(`${track}: ${text}`),
      onFault: assert.fail,
    });
    assert.ok(call);
    await playCall(call);
    await speech.close();

    const understood = await understandCall([caller, callee], await openEngine());

    assert.equal(understood.length, 3);
    assert.deepEqual(
      understood.map(({ stream, text }) => `${['caller', 'callee'][stream]}: ${text}`).sort(),
      live.sort(),
    );
  });

  it('count a delay from the last packet of a sentence that holds speech', () => {
    const speech = [false, true, true, false, true, false, false, false, false, false, false, false, false, true];
    const sentAt = speech.map((_, packet) => 1_000 + packet * 20);

    const at = (endMs: number) => lastSpeechSentAt({ endMs }, speech, sentAt);

    assert.equal(at(100), 1_080);
    assert.equal(at(60), 1_080);
    assert.equal(at(260), 1_260);
    assert.equal(lastSpeechSentAt({ endMs: 100 }, [false, false], sentAt), undefined);
  });

  it('count it from the end of whoever goes on without a pause', () => {
    const speech = Array.from({ length: 30 }, () => true);

    assert.equal(lastSpeechSentAt({ endMs: 100 }, speech, [...speech.keys()]), 29);
  });

  it('let people talk into each other without losing a word of theirs', () => {
    const written = Array.from({ length: 200 }, (_, turn) => ({
      channel: turn % 2,
      text: `sentence ${turn} is written so long that somebody may well say something meanwhile`,
    }));

    const said = talkative(written, 3);

    const interjected = said.filter(({ isInterjection }) => isInterjection === true);
    const kept = said.filter(({ isInterjection }) => isInterjection !== true);
    assert.ok(interjected.length >= 10 && interjected.length <= 50, `${interjected.length} interjections`);
    assert.ok(kept.some(({ text }, turn) => text !== written[turn]?.text));
    for (const [turn, { text }] of written.entries()) {
      const words = new Set(kept[turn]?.text.split(' '));
      assert.deepEqual(
        text.split(' ').filter((word) => !words.has(word)),
        [],
      );
    }
  });

  it('find the largest number of calls that goes well', async () => {
    const tried: number[] = [];
    const upTo = (most: number) => (calls: number) => {
      tried.push(calls);
      return Promise.resolve(calls <= most);
    };

    assert.equal(await largestThat(upTo(11), 4), 11);
    assert.deepEqual(tried, [4, 8, 16, 12, 10, 11]);
    assert.equal(await largestThat(upTo(3), 4), 3);
    assert.equal(await largestThat(upTo(0), 4), 0);
  });

  it('do not count sounds of hesitation as words', () => {
    assert.equal(withoutHesitations('Um, I uh sent it. Uh huh. Mm-hm, erm').replace(/\s+/g, ' ').trim(), 'I sent it.');
  });

  it('lose as many packets as they say and leave silence in their place', () => {
    const voice = Float32Array.from({ length: 160 * 5_000 }, (_, at) => 0.1 * Math.sin(at / 3));

    const whole = throughLine(voice, QUIET, 1);
    const heard = throughLine(voice, { ...QUIET, loss: 0.02 }, 1);

    const lost = (samples: Int16Array) =>
      Array.from({ length: 5_000 }, (_, packet) => samples.subarray(packet * 160, (packet + 1) * 160)).filter(
        (packet) => packet.every((sample) => sample === 0),
      ).length;
    assert.equal(lost(whole), 0);
    assert.ok(lost(heard) > 60 && lost(heard) < 150, `${lost(heard)} of 5000 lost`);
    assert.ok(Math.abs(heard.length - voice.length) <= 160);
  });

  it('put noise as far below a voice as they say', () => {
    const silence = new Float32Array(80_000);

    const heard = throughLine(silence, { snrDb: 20, loss: 0 }, 5);

    const level = Math.sqrt(heard.reduce((sum, one) => sum + (one / 32_768) ** 2, 0) / heard.length);
    assert.ok(Math.abs(20 * Math.log10(level / 0.1) + 20) < 0.5);
  });
});
