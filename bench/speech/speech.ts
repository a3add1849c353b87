// Speech to text on this machine: a recording and recorded prompts. Needs `npm run speech:install` and Flite (Debian:
// flite); prompts of a person are read when asterisk-core-sounds-en and -en-wav are installed.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { localSpeech } from '../../src/adapters/moonshine/localSpeech.ts';
import { hasSpeechModels } from '../../src/adapters/moonshine/models/onnxRuntime.ts';
import { type RecordedUtterance, RecordingUnreadable, type SpeechToText } from '../../src/ports/speechToText.ts';
import { type LongConversation, longConversation } from './conversation.ts';
import { readPrompts } from './prompts.ts';
import { canSpeak, RATE } from './say.ts';
import { wavOf } from './speakCall.ts';
import { countWordErrors, type WordErrors } from './wordErrors.ts';

const forever = new AbortController().signal;

/** What it costs to write a recording down, and how much of it is right. */
export async function benchSpeech(): Promise<void> {
  if (!hasSpeechModels()) return console.log('speech: not run; npm run speech:install brings the models.');
  if (!canSpeak('flite')) return console.log('speech: not run; there is no Flite to speak.');
  const call = longConversation();
  console.log(`load of the machine before: ${loadavg()[0]?.toFixed(1)}`);
  console.log(`spoken: ${call.lines.length} lines, ${Math.round((call.channels[0]?.length ?? 0) / RATE)} s`);
  console.table([await writeDown(call)]);
  const speech = localSpeech({ workers: 1 }, { clock: { now: () => new Date() } });
  await speech.ready();
  console.table(await promptErrors(speech));
  await speech.close();
}

interface WrittenDown {
  seconds: number;
  tookSeconds: number;
  cpuSeconds: number;
  peakMb: number;
  utterances: readonly RecordedUtterance[];
}

/** In a process of its own, whose memory is that of listening alone. */
async function writeDown(call: LongConversation) {
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

function errorsOf({ lines }: LongConversation, utterances: readonly RecordedUtterance[], channel: number): WordErrors {
  const of = (all: readonly { channel: number; text: string }[]): string =>
    all
      .filter((one) => one.channel === channel)
      .map(({ text }) => text)
      .join(' ');
  return countWordErrors(of(lines), of(utterances));
}

/** Recorded sentences as files: nothing is lost and nothing hurries. */
async function promptErrors(speech: SpeechToText) {
  const sum = { prompts: 0, words: 0, errors: 0 };
  for (const { file, text } of readPrompts()) {
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

function share({ words, errors }: WordErrors): string {
  return `${((errors / Math.max(1, words)) * 100).toFixed(1)} % of ${words}`;
}
