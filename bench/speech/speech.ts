// Speech to text on this machine: a recording, live calls, and recorded prompts. Needs `npm run speech:install` and
// Flite (Debian: flite); prompts of people are read when asterisk-core-sounds-en and -en-wav are installed.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { localSpeech } from '../../src/adapters/moonshine/localSpeech.ts';
import { hasSpeechModels } from '../../src/adapters/moonshine/models/onnxRuntime.ts';
import { type RecordedUtterance, RecordingUnreadable, type SpeechToText } from '../../src/ports/speechToText.ts';
import { canSpeak, type Line, type Manner, RATE, speakCall, type SpokenCall, wavOf } from './speakCall.ts';
import { countWordErrors, type WordErrors } from './wordErrors.ts';

const RECORDING_SECONDS = 600;
const LIVE_SECONDS = 40;
const LIVE_CALLS = [4, 12];
const MANNER: Manner = { voices: ['rms', 'slt'], overlap: 0.1, noiseDb: 30 };
const PROMPTS = '/usr/share/asterisk/sounds/en_US_f_Allison/';
const PROMPT_TEXTS = '/usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt.gz';
const forever = new AbortController().signal;

/** What speech to text costs and how much of it is right. */
export async function benchSpeech(): Promise<void> {
  if (!hasSpeechModels()) return console.log('speech: not run; npm run speech:install brings the models.');
  if (!canSpeak()) return console.log('speech: not run; there is no Flite to speak.');
  const call = speakCall(conversation(), MANNER);
  console.log(`load of the machine before: ${loadavg()[0]?.toFixed(1)}`);
  console.log(`spoken: ${call.lines.length} lines, ${Math.round((call.channels[0]?.length ?? 0) / RATE)} s`);
  console.table([await writeDown(call)]);
  const speech = localSpeech({ workers: 1 }, { clock: { now: () => new Date() } });
  await speech.ready();
  console.table(await promptErrors(speech));
  const rows = [];
  for (const calls of LIVE_CALLS) rows.push(await listen(calls, call, speech));
  console.table(rows);
  await speech.close();
}

/** Lines of the calls that notes are measured with, until they are long enough. */
function conversation(): Line[] {
  const lines: Line[] = [];
  const rows = readFileSync(new URL('../../data/notes/calls.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  let words = 0;
  for (const row of rows) {
    const { utterances } = JSON.parse(row) as { utterances: { speaker: string; text: string }[] };
    for (const { speaker, text } of utterances) {
      // About so many words a second with pauses, as these voices speak.
      if (words / 2.6 >= RECORDING_SECONDS) return lines;
      lines.push({ channel: speaker === 'agent' ? 0 : 1, text });
      words += text.split(/\s+/).length;
    }
  }
  return lines;
}

interface WrittenDown {
  seconds: number;
  tookSeconds: number;
  cpuSeconds: number;
  peakMb: number;
  utterances: readonly RecordedUtterance[];
}

/** In a process of its own, whose memory is that of listening alone. */
async function writeDown(call: SpokenCall) {
  const folder = mkdtempSync(join(tmpdir(), 'earpiece-speech-'));
  const file = join(folder, 'call.wav');
  writeFileSync(file, wavOf(call.channels));
  const child = fork(new URL('writeDown.ts', import.meta.url), [file]);
  const [written] = (await once(child, 'message')) as [WrittenDown];
  rmSync(folder, { recursive: true, force: true });
  const { seconds, tookSeconds, cpuSeconds, peakMb, utterances } = written;
  return {
    'recording, s': Math.round(seconds),
    'took, s': Math.round(tookSeconds),
    'processor, s': Math.round(cpuSeconds),
    'real-time factor (processor)': Number((cpuSeconds / seconds).toFixed(3)),
    'process, MB': peakMb,
    'word errors, agent': share(errorsOf(call, utterances, 0)),
    'word errors, customer': share(errorsOf(call, utterances, 1)),
  };
}

function errorsOf({ lines }: SpokenCall, utterances: readonly RecordedUtterance[], channel: number): WordErrors {
  const of = (all: readonly { channel: number; text: string }[]): string =>
    all
      .filter((one) => one.channel === channel)
      .map(({ text }) => text)
      .join(' ');
  return countWordErrors(of(lines), of(utterances));
}

/** Sentences that a person recorded for telephones: 8,000 samples a second, but read, not talked. */
async function promptErrors(speech: SpeechToText) {
  if (!existsSync(PROMPT_TEXTS) || !existsSync(PROMPTS)) return [{ prompts: 0 }];
  const sum = { prompts: 0, words: 0, errors: 0 };
  for (const line of gunzipSync(readFileSync(PROMPT_TEXTS)).toString().split('\n')) {
    const [, name = '', text = ''] = /^([\w-]+): (.*)$/.exec(line) ?? [];
    const file = `${PROMPTS}${name}.wav`;
    // Shorter ones are parts of sentences; brackets are sounds, digits may be read in several ways.
    if (text.split(' ').length < 8 || /[[(\d]|\.\.\./.test(text) || !existsSync(file)) continue;
    try {
      const { utterances } = await speech.transcribe({ bytes: readFileSync(file) }, forever);
      const { words, errors } = countWordErrors(text, utterances.map((one) => one.text).join(' '));
      sum.prompts += 1;
      sum.words += words;
      sum.errors += errors;
    } catch (error) {
      if (!(error instanceof RecordingUnreadable)) throw error;
    }
  }
  return [{ ...sum, 'word errors': share(sum) }];
}

/** So many calls at once in real time, each from another place of the conversation. */
async function listen(calls: number, { channels }: SpokenCall, speech: SpeechToText) {
  const lags: number[] = [];
  const before = { ...speech.load };
  const frames = LIVE_SECONDS * 50;
  const live = Array.from({ length: calls }, (_, place) => {
    const startedAt = performance.now();
    const told = speech.listen({
      callId: `bench-${place}`,
      onUtterance: ({ isFinal, endMs }) => isFinal && lags.push(performance.now() - startedAt - endMs),
      onFault: (error) => console.error(error),
    });
    if (told === undefined) throw new Error('There was no room for a call.');
    return { told, from: Math.floor(((channels[0].length - frames * 160) * place) / calls) };
  });
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  for (let frame = 0; frame < frames; frame += 1) {
    const early = started + frame * 20 - performance.now();
    if (early > 0) await sleep(early);
    for (const { told, from } of live) {
      const [at, end] = [from + frame * 160, from + (frame + 1) * 160];
      told.hear({ track: 'caller', samples: channels[1].slice(at, end) });
      told.hear({ track: 'callee', samples: channels[0].slice(at, end) });
    }
  }
  await Promise.all(live.map(({ told }) => told.end()));
  const { user, system } = process.cpuUsage(cpu);
  const perCall = (user + system) / 1e6 / (calls * LIVE_SECONDS);
  lags.sort((one, other) => one - other);
  const { load } = speech;
  return {
    calls,
    finals: load.finals - before.finals,
    interim: load.interims - before.interims,
    'interim left out': load.interimsDropped - before.interimsDropped,
    'processor a call second': Number(perCall.toFixed(4)),
    'calls a core': Math.floor(1 / perCall),
    'end of speech to words, ms p50': Math.round(lags[Math.floor(lags.length / 2)] ?? 0),
    p95: Math.round(lags[Math.floor(lags.length * 0.95)] ?? 0),
  };
}

function share({ words, errors }: WordErrors): string {
  return `${((errors / Math.max(1, words)) * 100).toFixed(1)} % of ${words}`;
}
