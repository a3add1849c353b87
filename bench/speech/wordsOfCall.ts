// Child of the bench: speaks one call after the other, sends it through lines of several qualities, and tells how many
// words were understood and what the detector makes of them.
import process from 'node:process';
import { openEngine } from '../../src/adapters/moonshine/models/openEngine.ts';
import type { SpeechEngine } from '../../src/adapters/moonshine/models/speechEngine.ts';
import { detectScam } from '../../src/detection/detectScam.ts';
import type { SpokenTurn } from '../../src/domain/verdict.ts';
import type { LabelledCall } from '../evaluate/detection/callSets.ts';
import { type LineQuality, mixed, throughLine } from './badLine.ts';
import type { Prompt } from './prompts.ts';
import { inBand, RATE, read, type Voice } from './say.ts';
import { overlapOf, speakCall } from './speakCall.ts';
import { talkative, withoutHesitations } from './talkative.ts';
import { understandCall } from './understandCall.ts';
import { countWordErrors, type WordErrors } from './wordErrors.ts';

/** A line, and whether both voices share one stream. */
export interface Condition extends LineQuality {
  name: string;
  isMixed?: boolean;
}

/** What is to be listened to: a call spoken by these voices, or a sentence that a person has read. */
export type Work = { seed: number; conditions: readonly Condition[] } & (
  { kind: 'call'; call: LabelledCall; voices: readonly [Voice, Voice] } | { kind: 'prompt'; prompt: Prompt }
);

/** What came of it. */
export interface Heard {
  seconds: number;
  /** Share of lines that begin before another is over. */
  overlap: number;
  isScam: boolean;
  /** Whether the detector warns of the words as they are written, sentence by sentence, and as they were said. */
  warned: { written: boolean; inSentences: boolean; said: boolean };
  /** By the name of the condition. */
  conditions: Record<string, WordErrors & { warned: boolean }>;
}

const SILENCE = RATE;
const OVERLAP = 0.08;
const engine = await openEngine();

process.on('message', (work: Work) => {
  void (work.kind === 'call' ? hearCall(work) : hearPrompt(work)).then((heard) => process.send?.(heard));
});
process.send?.('ready');

async function hearCall({ call, voices, seed, conditions }: Extract<Work, { kind: 'call' }>): Promise<Heard> {
  const written = call.turns.map(({ speaker, text }) => ({ channel: speaker === 'caller' ? 0 : 1, text }));
  const { channels, lines } = speakCall(talkative(written, seed), { voices, overlap: OVERLAP });
  const said = lines.toSorted((one, other) => one.endMs - other.endMs);
  const turnsSaid = said.map(({ channel, text }): SpokenTurn => ({
    speaker: channel === 0 ? 'caller' : 'callee',
    text,
  }));
  const heard: Heard['conditions'] = {};
  for (const condition of conditions) {
    const streams = condition.isMixed === true ? [mixed(channels)] : [...channels];
    const understood = await understand(streams, { condition, seed }, engine);
    const turns = understood.map(({ stream, text }): SpokenTurn => ({
      speaker: stream === 0 ? 'caller' : 'callee',
      text,
    }));
    const errors = streams.map((_, stream) =>
      countErrors(
        lines.filter(({ channel }) => condition.isMixed === true || channel === stream),
        understood.filter((one) => one.stream === stream),
      ),
    );
    heard[condition.name] = { ...summed(errors), warned: isWarned(call, turns) };
  }
  return {
    seconds: channels[0].length / RATE,
    overlap: overlapOf(lines),
    isScam: call.isScam,
    warned: {
      written: isWarned(call, call.turns),
      inSentences: isWarned(call, call.turns.flatMap(sentencesOf)),
      said: isWarned(call, turnsSaid),
    },
    conditions: heard,
  };
}

async function hearPrompt({ prompt, seed, conditions }: Extract<Work, { kind: 'prompt' }>): Promise<Heard> {
  const spoken = inBand(read(prompt.file));
  const voice = new Float32Array(spoken.length + 2 * SILENCE);
  voice.set(spoken, SILENCE);
  const heard: Heard['conditions'] = {};
  for (const condition of conditions) {
    const understood = await understand([voice], { condition, seed }, engine);
    heard[condition.name] = { ...countErrors([prompt], understood), warned: false };
  }
  const warned = { written: false, inSentences: false, said: false };
  return { seconds: voice.length / RATE, overlap: 0, isScam: false, warned, conditions: heard };
}

/** A pause ends an utterance, so that a turn of several sentences comes as several. */
function sentencesOf({ speaker, text }: SpokenTurn): SpokenTurn[] {
  return text.split(/(?<=[.?!])\s+/).map((sentence) => ({ speaker, text: sentence }));
}

function understand(
  streams: readonly Float32Array[],
  { condition, seed }: { condition: Condition; seed: number },
  ears: SpeechEngine,
) {
  return understandCall(
    streams.map((stream, place) => throughLine(stream, condition, seed * 2 + place + 1)),
    ears,
  );
}

function countErrors(said: readonly { text: string }[], understood: readonly { text: string }[]): WordErrors {
  const whole = (some: readonly { text: string }[]) => withoutHesitations(some.map(({ text }) => text).join(' '));
  return countWordErrors(whole(said), whole(understood));
}

function summed(errors: readonly WordErrors[]): WordErrors {
  return errors.reduce((sum, one) => ({ words: sum.words + one.words, errors: sum.errors + one.errors }));
}

function isWarned({ direction, setting }: LabelledCall, turns: readonly SpokenTurn[]): boolean {
  const detector = detectScam({ direction, setting });
  return turns.some((turn) => ['warn', 'scam'].includes(detector.hear(turn).level));
}
