import type { RecordedUtterance, TranscribedRecording } from '../../../ports/speechToText.ts';
import { type Cut, UNHURRIED, UtteranceCutter } from '../live/utteranceCutter.ts';
import {
  type DetectorRate,
  newVoice,
  RECOGNISER_RATE,
  type SpeechEngine,
  type VoiceMemory,
  windowSamples,
} from '../models/speechEngine.ts';
import type { WorkQueue } from '../workQueue.ts';
import { readWav, type WavRecording } from './readWav.ts';
import { resample, Resampler } from './resampler.ts';

/** What writing down a recording takes. */
export interface TranscribePorts {
  engine: SpeechEngine;
  /** Live calls go first. */
  queue: WorkQueue;
  onProgress: (done: number) => void;
}

/** Seconds taken in between two looks at whether somebody still waits. */
const SLICE_SECONDS = 4;

/** Writes down a WAV file, channel by channel. Throws RecordingUnreadable and what the signal was aborted with. */
export async function transcribeWav(
  bytes: Uint8Array,
  ports: TranscribePorts,
  signal: AbortSignal,
): Promise<TranscribedRecording> {
  const recording = readWav(bytes);
  const utterances: RecordedUtterance[] = [];
  for (let channel = 0; channel < recording.channels; channel += 1) {
    const progress = (done: number): void => ports.onProgress((channel + done) / recording.channels);
    utterances.push(...(await transcribeChannel({ recording, channel }, { ...ports, onProgress: progress }, signal)));
  }
  utterances.sort((one, other) => one.startMs - other.startMs || one.channel - other.channel);
  return { seconds: recording.length / recording.rate, channels: recording.channels, utterances };
}

async function transcribeChannel(
  { recording, channel }: { recording: WavRecording; channel: number },
  ports: TranscribePorts,
  signal: AbortSignal,
): Promise<RecordedUtterance[]> {
  const rate: DetectorRate = recording.rate === 8_000 ? 8_000 : 16_000;
  const resampler = new Resampler(recording.rate, rate);
  const voice = { memory: newVoice(rate), cutter: new UtteranceCutter(rate, UNHURRIED) };
  const utterances: RecordedUtterance[] = [];
  let rest = new Float32Array(0);
  const slice = recording.rate * SLICE_SECONDS;
  for (let from = 0; from < recording.length; from += slice) {
    signal.throwIfAborted();
    const heard = recording.read(channel, from, from + slice);
    const samples = joined(rest, recording.rate === rate ? heard : resampler.push(heard));
    const { cuts, used } = await ports.queue.add('file', () => cutsIn(samples, voice, ports.engine)).done;
    rest = samples.slice(used);
    utterances.push(...(await wordsOf(cuts, { rate, channel }, ports, signal)));
    ports.onProgress(Math.min(1, (from + slice) / recording.length));
  }
  const last = voice.cutter.flush();
  return [...utterances, ...(await wordsOf(last === undefined ? [] : [last], { rate, channel }, ports, signal))];
}

/** Looks at all whole windows; the models are asked one by one, as each window leans on the one before. */
async function cutsIn(
  samples: Float32Array,
  { memory, cutter }: { memory: VoiceMemory; cutter: UtteranceCutter },
  engine: SpeechEngine,
): Promise<{ cuts: Cut[]; used: number }> {
  const size = windowSamples(memory.rate);
  const cuts: Cut[] = [];
  let used = 0;
  for (; used + size <= samples.length; used += size) {
    const window = samples.slice(used, used + size);
    const isSilent = !cutter.isSpeaking && window.every((sample) => sample === 0);
    const [likelihood = 0] = isSilent ? [0] : await engine.detect([{ memory, samples: window }]);
    const cut = cutter.push(window, likelihood);
    if (cut !== undefined) cuts.push(cut);
  }
  return { cuts, used };
}

async function wordsOf(
  cuts: readonly Cut[],
  { rate, channel }: { rate: DetectorRate; channel: number },
  { engine, queue }: TranscribePorts,
  signal: AbortSignal,
): Promise<RecordedUtterance[]> {
  const utterances: RecordedUtterance[] = [];
  for (const { speech } of cuts) {
    signal.throwIfAborted();
    const samples = resample(speech.samples, rate, RECOGNISER_RATE);
    const text = await queue.add('file', () => engine.recognise(samples)).done;
    const [startMs = 0, endMs = 0] = [speech.start, speech.end].map((at) => Math.round((at * 1_000) / rate));
    if (text !== '') utterances.push({ channel, startMs, endMs, text });
  }
  return utterances;
}

function joined(one: Float32Array, other: Float32Array): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(one.length + other.length);
  whole.set(one);
  whole.set(other, one.length);
  return whole;
}
