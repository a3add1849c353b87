import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Utterance } from '../src/domain/transcript.ts';
import { draftNote } from '../src/notes/draftNote.ts';
import { readTranscript } from '../src/notes/readTranscript.ts';
import { type GoldCall, readGoldCalls } from './evaluate/goldCalls.ts';

const CALLS = fileURLToPath(new URL('../data/notes/calls.jsonl', import.meta.url));
const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const RUNS = 30;
const DISPOSITIONS = [
  'Refunded',
  'Engineer booked',
  'Equipment replaced',
  'Cancelled',
  'Information given',
  'Complaint',
];

/** Drafts transcripts of an hour and longer, and the same through the command line. */
export async function benchNotes(): Promise<void> {
  const calls = await readGoldCalls(CALLS);
  const hour = lasting(calls, 60);
  // First in a cold process, as the command line meets it.
  const cold = timed(() => draftNote({ utterances: hour, warnings: [] }, { dispositions: DISPOSITIONS }));
  const rows = [];
  for (const minutes of [10, 60, 600]) rows.push(await measure(`${minutes} minutes`, lasting(calls, minutes)));
  rows.push(
    await measure('a million letters in one breath', [
      { speaker: 'customer', text: 'I want a refund and ' },
      ...Array.from({ length: 97 }, (): Utterance => ({ speaker: 'agent', text: 'no sorry 15 a.a.a. '.repeat(520) })),
    ]),
  );
  console.table(rows);
  console.log(`60 minutes, first draft of the process: ${cold.toFixed(0)} ms`);
  await benchCommandLine(hour);
}

function lasting(calls: readonly GoldCall[], minutes: number): Utterance[] {
  const utterances: Utterance[] = [];
  let from = 0;
  for (let at = 0; from < minutes * 60; at++) {
    const call = calls[at % calls.length] as GoldCall;
    const shifted = call.utterances.map(({ speaker, start = 0, end = 0, text }) => ({
      speaker,
      start: from + start,
      end: from + end,
      text,
    }));
    utterances.push(...shifted);
    from = (utterances.at(-1)?.end ?? from) + 1;
  }
  return utterances;
}

async function measure(name: string, utterances: readonly Utterance[]): Promise<object> {
  const vtt = Buffer.from(asVtt(utterances));
  const words = utterances.reduce((sum, { text }) => sum + text.split(' ').length, 0);
  const reads: number[] = [];
  const drafts: number[] = [];
  for (let run = 0; run < (words > 50_000 ? 5 : RUNS); run++) {
    const started = performance.now();
    const transcript = await readTranscript(vtt);
    reads.push(performance.now() - started);
    drafts.push(timed(() => draftNote(transcript, { dispositions: DISPOSITIONS })));
  }
  return {
    '': name,
    utterances: utterances.length,
    words,
    'read ms': median(reads),
    'draft ms': median(drafts),
    'slowest draft ms': Math.round(Math.max(...drafts)),
  };
}

function asVtt(utterances: readonly Utterance[]): string {
  const clock = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(11, 23);
  const cues = utterances.map(
    ({ speaker, start = 0, end = 0, text }) => `${clock(start)} --> ${clock(end)}\n<v ${speaker}>${text}</v>\n`,
  );
  return `WEBVTT\n\n${cues.join('\n')}`;
}

async function benchCommandLine(hour: readonly Utterance[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'earpiece-notes-'));
  try {
    await writeFile(join(folder, 'hour.vtt'), asVtt(hour));
    const source = `process.argv.splice(1, 1, ${JSON.stringify(CLI)}); process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS)); await import(${JSON.stringify(CLI)});`;
    const runner = join(folder, 'run.mjs');
    await writeFile(runner, source);
    const started = performance.now();
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [runner, 'note', join(folder, 'hour.vtt'), '--json'],
      { maxBuffer: 1e8 },
    );
    const peakMb = Math.round(Number(/peak (\d+)/.exec(stderr)?.[1] ?? 0) / 1024);
    console.log(
      `earpiece note, 60 minutes: ${Math.round(performance.now() - started)} ms for the whole process, peak ${peakMb} MB, ${stdout.length} bytes of JSON`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return Math.round([...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0);
}
