import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import process from 'node:process';
import { RecordingUnreadable, type SpeechToText, type TranscribedRecording } from '../ports/speechToText.ts';
import { type Command, print, readArguments, WrongUsage } from './command.ts';
import { progressBar } from './progressBar.ts';
import { withSpeech } from './withSpeech.ts';

/** `earpiece transcribe`: puts recordings into words; writes nothing. */
export const transcribe: Command = {
  usage: 'transcribe <audio…>',
  does: 'puts recordings into words: WAV (PCM or G.711, English) here, more by Azure Speech',
  async run(args) {
    const { positionals: files, isJson } = readArguments(args, {});
    if (files.length === 0) throw new WrongUsage('Which recordings?');
    return withSpeech(async (speech) => {
      let failed = 0;
      for (const file of files) {
        try {
          const written = await writeDown(file, speech);
          print(isJson, lineOf(file, written), textOf(file, written));
        } catch (error) {
          if (!(error instanceof RecordingUnreadable)) throw error;
          failed += 1;
          process.stderr.write(`${basename(file)}: ${error.message}\n`);
        }
      }
      return failed === 0 ? 0 : 1;
    });
  },
};

async function writeDown(file: string, speech: SpeechToText): Promise<TranscribedRecording> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new RecordingUnreadable('The file cannot be read.', { cause });
  });
  const bar = progressBar(process.stderr);
  const onProgress = (done: number): void => bar.show(Math.round(done * 100), 100, basename(file));
  try {
    return await speech.transcribe({ bytes, onProgress }, new AbortController().signal);
  } finally {
    bar.clear();
  }
}

function lineOf(file: string, { seconds, utterances }: TranscribedRecording): object {
  return {
    file: basename(file),
    seconds: Math.round(seconds * 1_000) / 1_000,
    utterances: utterances.map(({ channel, startMs, endMs, text, voice }) => ({
      channel,
      ...(voice === undefined ? {} : { voice }),
      start: startMs / 1_000,
      end: endMs / 1_000,
      text,
    })),
  };
}

function textOf(file: string, { seconds, utterances }: TranscribedRecording): string {
  const lines = utterances.map(({ channel, voice, startMs, text }) => {
    return `  ${(startMs / 1_000).toFixed(1).padStart(7)} ${channel + 1}${voice === undefined ? '' : `/${voice}`}: ${text}`;
  });
  return [`${basename(file)} (${Math.round(seconds)} s)`, ...lines].join('\n');
}
