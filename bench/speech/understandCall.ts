import { LiveVoice } from '../../src/adapters/moonshine/live/liveVoice.ts';
import type { SpeechEngine } from '../../src/adapters/moonshine/models/speechEngine.ts';
import { WorkQueue } from '../../src/adapters/moonshine/workQueue.ts';

/** What was understood of one voice in one go. */
export interface Understood {
  /** Place of its stream. */
  stream: number;
  text: string;
  startMs: number;
  endMs: number;
}

const PIECE = 800;

/**
 * What live listening understands of the streams of a call, in the order in which a live call would be told of it: the
 * same cutter and models, as fast as the machine goes. Looks in pauses are left out, which changes no final words.
 */
export async function understandCall(streams: readonly Int16Array[], engine: SpeechEngine): Promise<Understood[]> {
  const understood: Understood[] = [];
  const queue = new WorkQueue();
  const desk = { queue, recognise: engine.recognise, isLate: true };
  const voices = streams.map(
    (_, stream) =>
      new LiveVoice(desk, {
        onWords: ({ text, startMs, endMs }) => void understood.push({ stream, text, startMs, endMs }),
        onInterimDropped: () => undefined,
        onFault: (error) => {
          throw error;
        },
      }),
  );
  const longest = Math.max(...streams.map(({ length }) => length));
  for (let at = 0; at < longest; at += PIECE) {
    for (const [stream, voice] of voices.entries()) {
      const piece = streams[stream]?.subarray(at, at + PIECE);
      if (piece !== undefined && piece.length > 0) voice.hear(piece);
    }
    await look(voices, engine);
  }
  await Promise.all(voices.map((voice) => voice.end()));
  return understood.sort((one, other) => one.endMs - other.endMs);
}

/** Looks at all voices window by window, as a thread does. */
async function look(voices: readonly LiveVoice[], engine: SpeechEngine): Promise<void> {
  for (;;) {
    const waiting = voices.flatMap((voice) => {
      const window = voice.nextWindow();
      return window === undefined ? [] : [{ voice, window }];
    });
    if (waiting.length === 0) return;
    const likelihoods = await engine.detect(waiting.map(({ window }) => window));
    for (const [place, { voice, window }] of waiting.entries()) voice.judged(window.samples, likelihoods[place] ?? 0);
  }
}
