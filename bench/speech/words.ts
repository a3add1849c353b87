// How much of a conversation over a telephone is understood, and what that does to the detector: the held-out calls of
// data/, spoken by two voices with overlaps, fillers and interruptions, over lines of several qualities. Needs
// `npm run speech:install` and Flite or eSpeak NG (Debian: flite, espeak-ng); what people have read is listened to when
// asterisk-core-sounds-en, -en-wav and pocketsphinx-testdata are installed (Debian).
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, loadavg } from 'node:os';
import process from 'node:process';
import { hasSpeechModels } from '../../src/adapters/moonshine/models/onnxRuntime.ts';
import { type LabelledCall, readFreshCalls, readOwnCalls } from '../evaluate/detection/callSets.ts';
import { readNovel, readPrompts } from './prompts.ts';
import { canSpeak, type Speaker, type Voice } from './say.ts';
import type { Condition, Heard, Work } from './wordsOfCall.ts';

/** Frauds, and as many honest calls, of the fresh held-out ones; from 41 on the older held-out ones follow. */
const [pairs = '4', processes = String(availableParallelism()), only, lines] = (process.env.WORDS ?? '')
  .split(',')
  .filter(Boolean);
const [PAIRS, PROCESSES] = [Number(pairs), Number(processes)];

/** What matters most first, as the first ones alone may be listened to. */
const CONDITIONS = (
  [
    { name: 'noise 20 dB below, 1 % of packets lost', snrDb: 20, loss: 0.01 },
    { name: 'quiet line', snrDb: 40, loss: 0 },
    { name: 'noise 10 dB below', snrDb: 10, loss: 0 },
    { name: 'noise 20 dB below', snrDb: 20, loss: 0 },
    { name: 'noise and loss as above, both voices in one stream', snrDb: 20, loss: 0.01, isMixed: true },
  ] satisfies readonly Condition[]
).slice(0, lines === undefined ? undefined : Number(lines)) as readonly Condition[];

const VOICES: Readonly<Record<Speaker, readonly (readonly [string, string])[]>> = {
  flite: [
    ['rms', 'slt'],
    ['slt', 'rms'],
    ['awb', 'slt'],
    ['slt', 'awb'],
  ],
  'espeak-ng': [
    ['en-us', 'en-us+f3'],
    ['en-gb+f4', 'en-gb'],
    ['en-us+m3', 'en-us+f1'],
    ['en-us+f2', 'en-gb-x-rp'],
  ],
};

/**
 * WORDS=<frauds>,<processes>,<flite, espeak-ng or people>,<lines> listens to more than a few: WORDS=40 to all fresh held-out
 * calls, 80 of two minutes and a half, spoken by both over all five lines. What is known so far is printed on the way.
 */
export async function benchWords(): Promise<void> {
  if (!hasSpeechModels()) return console.log('words: not run; npm run speech:install brings the models.');
  const calls = await heldOut(PAIRS);
  console.log(
    `load of the machine before: ${loadavg()[0]?.toFixed(1)}; it changes how long this takes, not what is understood`,
  );
  for (const speaker of ['flite', 'espeak-ng'] as const) {
    if (only !== undefined && only !== speaker) continue;
    if (!canSpeak(speaker)) {
      console.log(`${speaker}: not run, it is not here.`);
      continue;
    }
    const work = calls.map((call, turn): Work => ({
      ...{ kind: 'call', call, seed: turn + 1, conditions: CONDITIONS },
      voices: voicesOf(speaker, turn >> 1),
    }));
    const show = (heard: readonly Heard[]): void => {
      const [minutes, overlap] = [sum(heard, ({ seconds }) => seconds) / 60, sum(heard, (one) => one.overlap)];
      console.log(
        `\nspoken by ${speaker}: ${heard.length} of ${work.length} calls, ${Math.round(minutes)} min, ${percent(overlap, heard.length)} of lines begin before another is over`,
      );
      console.table(rowsOf(heard));
    };
    await listenToAll(work, { what: `${speaker} calls`, show });
  }
  if (only === undefined || only === 'people') await benchPeople();
}

/** People who have read aloud: no conversation, but no machine either. */
async function benchPeople(): Promise<void> {
  const single = CONDITIONS.filter(({ isMixed }) => isMixed !== true);
  for (const [what, prompts] of [
    ['recorded prompts of a telephone system', readPrompts()],
    ['a novel read aloud', readNovel()],
  ] as const) {
    const work = prompts.map((prompt, turn): Work => ({ kind: 'prompt', prompt, seed: turn + 1, conditions: single }));
    if (work.length === 0) console.log(`${what}: not run, the recordings are not here.`);
    else {
      const show = (heard: readonly Heard[]): void => {
        console.log(`\n${what}: ${heard.length} of ${work.length} sentences of one person`);
        console.table(Object.fromEntries(single.map(({ name }) => [name, { 'words wrong': wordsWrong(heard, name) }])));
      };
      await listenToAll(work, { what, show });
    }
  }
}

async function heldOut(pairs: number): Promise<LabelledCall[]> {
  const calls = [...(await readFreshCalls()), ...(await readOwnCalls())].filter(({ part }) => part === 'held-out');
  const first = (isScam: boolean) => calls.filter((call) => call.isScam === isScam).slice(0, pairs);
  const honest = first(false);
  return first(true).flatMap((fraud, place) => [fraud, honest[place] ?? []].flat());
}

function voicesOf(speaker: Speaker, turn: number): [Voice, Voice] {
  const [caller, callee] = VOICES[speaker][turn % VOICES[speaker].length] ?? ['', ''];
  return [
    { speaker, name: caller },
    { speaker, name: callee },
  ];
}

/** Hands the work to processes, each with the models in it; shows what is known after every quarter of it. */
async function listenToAll(
  work: readonly Work[],
  { what, show }: { what: string; show: (heard: readonly Heard[]) => void },
): Promise<void> {
  const heard: Heard[] = [];
  const waiting = [...work];
  const started = performance.now();
  const isEvery = (part: number): boolean => heard.length % Math.ceil(work.length / part) === 0;
  const workThrough = async (child: ChildProcess): Promise<void> => {
    await answerOf(child);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      child.send(next);
      heard.push((await answerOf(child)) as Heard);
      const seconds = Math.round((performance.now() - started) / 1_000);
      if (isEvery(20)) console.log(`${seconds} s: ${heard.length} of ${work.length}, ${what}`);
      if (isEvery(4) || heard.length === work.length) show(heard);
    }
    child.kill();
    await once(child, 'exit');
  };
  const children = Array.from({ length: PROCESSES }, () => fork(new URL('wordsOfCall.ts', import.meta.url)));
  await Promise.all(children.map(workThrough));
}

/** Rejects when the process ends instead. */
async function answerOf(child: ChildProcess): Promise<unknown> {
  const stop = new AbortController();
  const { signal } = stop;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('A process that listened has ended.');
  });
  try {
    const [answer] = (await Promise.race([once(child, 'message', { signal }), ended])) as [unknown];
    return answer;
  } finally {
    ended.catch(() => undefined);
    stop.abort();
  }
}

function rowsOf(heard: readonly Heard[]) {
  const frauds = heard.filter(({ isScam }) => isScam);
  const honest = heard.filter(({ isScam }) => !isScam);
  const row = (wrong: string, warned: (one: Heard) => boolean) => ({
    'words wrong': wrong,
    'frauds warned of': `${frauds.filter(warned).length} of ${frauds.length}`,
    'false alarms': `${honest.filter(warned).length} of ${honest.length}`,
  });
  return {
    'words as written': row('', ({ warned }) => warned.written),
    'words as written, sentence by sentence': row('', ({ warned }) => warned.inSentences),
    'words as said, with fillers': row('', ({ warned }) => warned.said),
    ...Object.fromEntries(
      CONDITIONS.map(({ name }) => [
        name,
        row(wordsWrong(heard, name), (one) => one.conditions[name]?.warned === true),
      ]),
    ),
  };
}

function wordsWrong(heard: readonly Heard[], condition: string): string {
  const words = sum(heard, ({ conditions }) => conditions[condition]?.words ?? 0);
  return `${percent(
    sum(heard, ({ conditions }) => conditions[condition]?.errors ?? 0),
    words,
  )} of ${words}`;
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}

function percent(part: number, whole: number): string {
  return `${((part / Math.max(1, whole)) * 100).toFixed(1)} %`;
}
