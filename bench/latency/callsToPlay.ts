import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectScam } from '../../src/detection/detectScam.ts';
import { encodeMuLaw } from '../../src/domain/g711.ts';
import { type LabelledCall, readFreshCalls, readOwnCalls } from '../evaluate/detection/callSets.ts';
import { throughLine } from '../speech/badLine.ts';
import { AUDIBLE, RATE, type Voice } from '../speech/say.ts';
import { speakCall } from '../speech/speakCall.ts';

/** A call ready to be played. */
export interface CallToPlay {
  name: string;
  isScam: boolean;
  /** Files of the caller and of the callee, mu-law. */
  voices: [string, string];
  /** Whether each packet of 20 ms holds speech, for each of them. */
  speech: [boolean[], boolean[]];
  seconds: number;
}

/** How SIPREC knows a call to a subscriber. */
const CONTEXT = { direction: 'inbound', setting: 'subscriber' } as const;
const PACKET = 160;
const LINE = { snrDb: 30, loss: 0 };
const OVERLAP = 0.1;
const PAUSE_SECONDS = 0.4;

/**
 * So many frauds and as many honest calls, or fewer where there are none: of the frauds those first in which the detector
 * needs the fewest written words to raise an alert, as a call lasts as long as it is spoken; of the honest ones the
 * shortest. How late a warning is does not depend on which half of the calls was tuned on.
 */
export async function chooseCalls(frauds: number, honest: number): Promise<LabelledCall[]> {
  const calls = [...(await readOwnCalls()), ...(await readFreshCalls())];
  const first = (wanted: readonly LabelledCall[], words: (call: LabelledCall) => number, most: number) =>
    wanted
      .map((call) => ({ call, words: words(call) }))
      .filter((one) => Number.isFinite(one.words))
      .sort((one, other) => one.words - other.words)
      .slice(0, most)
      .map(({ call }) => call);
  return [
    ...first(
      calls.filter(({ isScam }) => isScam),
      wordsToAlert,
      frauds,
    ),
    ...first(
      calls.filter(({ isScam }) => !isScam),
      ({ turns }) => turns.flatMap(({ text }) => text.split(' ')).length,
      honest,
    ),
  ];
}

function wordsToAlert({ turns }: LabelledCall): number {
  const detector = detectScam(CONTEXT);
  let words = 0;
  for (const turn of turns) {
    words += turn.text.split(' ').length;
    const { level } = detector.hear(turn);
    if (level === 'warn' || level === 'scam') return words;
  }
  return Infinity;
}

/** Speaks a call into two files of this folder: espeak-ng, both voices at the rate and in the band of a telephone. */
export function speakInto(folder: string, call: LabelledCall, turn: number): CallToPlay {
  const lines = call.turns.map(({ speaker, text }) => ({ channel: speaker === 'caller' ? 0 : 1, text }));
  const voices: [Voice, Voice] = [espeak(CALLERS, turn), espeak(CALLEES, turn)];
  const { channels } = speakCall(lines, { voices, overlap: OVERLAP, pauseSeconds: PAUSE_SECONDS });
  mkdirSync(folder, { recursive: true });
  const written = channels.map((channel, side) => {
    const file = join(folder, `${turn}-${side}.ulaw`);
    writeFileSync(file, encodeMuLaw(throughLine(channel, LINE, turn * 2 + side)));
    return file;
  });
  return {
    name: call.id,
    isScam: call.isScam,
    voices: [written[0] ?? '', written[1] ?? ''],
    speech: [speechIn(channels[0]), speechIn(channels[1])],
    seconds: channels[0].length / RATE,
  };
}

const CALLERS = ['en-us', 'en-gb', 'en-us+m3', 'en-gb-x-rp', 'en-us+f2'];
const CALLEES = ['en-us+f3', 'en-gb+f4', 'en-us+f1', 'en-gb+m5'];

function espeak(names: readonly string[], turn: number): Voice {
  return { speaker: 'espeak-ng', name: names[turn % names.length] ?? 'en-us' };
}

/** Before any noise is added, so that nothing but speech is heard in it. */
function speechIn(channel: Float32Array): boolean[] {
  return Array.from({ length: Math.ceil(channel.length / PACKET) }, (_, packet) =>
    channel.subarray(packet * PACKET, (packet + 1) * PACKET).some((sample) => Math.abs(sample) > AUDIBLE),
  );
}
