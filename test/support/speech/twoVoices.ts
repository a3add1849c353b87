import { readFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { decodeG711 } from '../../../src/domain/g711.ts';
import type { Track } from '../../../src/ports/audioSink.ts';
import type { LiveSpeech } from '../../../src/ports/speechToText.ts';
import { codesApart } from './codesApart.ts';

const FILE = new URL('../../fixtures/speech/twoVoices.wav', import.meta.url);
/** How long it is. */
export const SECONDS = 12.66;
const FRAME = 160;

/** What is said in test/fixtures/speech/twoVoices.wav. */
export const SAID = [
  {
    track: 'caller',
    channel: 0,
    startMs: 500,
    endMs: 3_800,
    text: 'Hello, this is the security team of your bank.',
    words: /security team of your bank/i,
  },
  {
    track: 'callee',
    channel: 1,
    startMs: 4_500,
    endMs: 6_200,
    text: 'I did not make that payment.',
    words: /make that payment/i,
  },
  {
    track: 'caller',
    channel: 0,
    startMs: 6_900,
    endMs: 11_900,
    text: 'Please move all your money to a safe account right now, and do not tell anyone.',
    words: /money to a safe account right now/i,
  },
] as const;

/** The recording as a file: stereo, mu-law, 8,000 samples a second. */
export function twoVoices(): Buffer {
  return readFileSync(FILE);
}

/** The two voices as samples. */
export function voicesApart(): Record<'caller' | 'callee', Int16Array> {
  const { caller, callee } = codesApart(twoVoices());
  return { caller: decodeG711(caller, 'mu'), callee: decodeG711(callee, 'mu') };
}

/** Plays the call in frames of 20 ms, as fast as it is taken, and waits for its last words. */
export async function playCall(
  live: LiveSpeech,
  { tracks = ['caller', 'callee'] }: { tracks?: readonly Exclude<Track, 'unknown'>[] } = {},
): Promise<void> {
  const voices = voicesApart();
  for (let at = 0; at < voices.caller.length; at += FRAME) {
    for (const track of tracks) live.hear({ track, samples: voices[track].slice(at, at + FRAME) });
    if ((at / FRAME) % 20 === 0) await turn();
  }
  await live.end();
}
