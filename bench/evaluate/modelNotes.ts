import { createHash } from 'node:crypto';
import { openaiModel } from '../../src/adapters/openai/openaiModel.ts';
import type { DraftNote } from '../../src/domain/callNote.ts';
import { tellingStems } from '../../src/domain/words.ts';
import { draftNote } from '../../src/notes/draftNote.ts';
import type { NoteOutput } from '../../src/notes/model/noteOutput.ts';
import { type NotWritten, writeNote } from '../../src/notes/model/writeNote.ts';
import { readConfig } from '../../src/wiring/config.ts';
import { environment } from '../../src/wiring/environment.ts';
import { type ChatBody, startOpenaiServer } from '../../test/support/openaiServer.ts';
import type { GoldCall } from './goldCalls.ts';
import { goldText, markDraft, markJudgements, rougeOne } from './noteMarks.ts';
import { share } from './shares.ts';

const PATIENCE_MS = 30_000;

/** How the scripted model judges a sentence; undefined for no judgement at all. */
type Judge = (claim: { text: string; isTrue: boolean }) => 'supported' | 'contradicted' | undefined;

/** One in five, the same ones in every run. */
const ERRS_IN = 5;
const JUDGES: readonly (readonly [string, Judge])[] = [
  ['judge away: rules alone, marked to be checked', () => undefined],
  ['judge that calls everything supported', () => 'supported'],
  [
    'judge that errs in one of five',
    ({ text, isTrue }) =>
      isTrue === createHash('sha256').update(text).digest().readUInt16BE(0) % ERRS_IN > 0
        ? 'supported'
        : 'contradicted',
  ],
  ['judge that is always right', ({ isTrue }) => (isTrue ? 'supported' : 'contradicted')],
];

/**
 * Has a model write the notes of these calls. The scripted one says the gold note, and then false claims in place of its
 * facts, and judges as each script has it: this measures what our checks let through, not how well a model writes or
 * judges. A real one is asked when the settings name it.
 */
export async function evaluateModelNotes(calls: readonly GoldCall[], showsFailures: boolean): Promise<void> {
  console.log(
    'Model mode, scripted (contract server): the gold note of each call, and every claim that was never said.',
  );
  const rows = [];
  for (const [name, judge] of JUDGES) {
    const { kept, failures } = await scripted(calls, judge);
    rows.push({
      '': name,
      'true sentences kept': share(kept.true.filter(Boolean).length, kept.true.length),
      'planted falsehoods shown': share(kept.planted.filter(Boolean).length, kept.planted.length),
    });
    if (showsFailures) failures.forEach((line) => console.log(`  ${name}: ${line}`));
  }
  console.table(rows);
  await evaluateRealModel(calls);
}

interface Kept {
  kept: { true: boolean[]; planted: boolean[] };
  failures: string[];
}

async function scripted(calls: readonly GoldCall[], judge: Judge): Promise<Kept> {
  const kept: Kept['kept'] = { true: [], planted: [] };
  const failures: string[] = [];
  let script: Script | undefined;
  const server = await startOpenaiServer({
    ...{ kind: 'azure', key: 'key', models: ['scripted'] },
    answer: (body: ChatBody) => ({ output: isJudging(body) ? verdictsOf(body, judge, script) : script?.output }),
  });
  const model = await openaiModel({ kind: 'azure', endpoint: server.url, apiKey: 'key', models: ['scripted'] });
  for (const call of calls) {
    for (script of scriptsOf(call)) {
      const note = await write(call, model);
      const texts = new Set(typeof note === 'string' ? [] : note.note.sentences.map(({ text }) => text));
      kept.true.push(...script.truths.map((text) => texts.has(text)));
      kept.planted.push(...script.planted.map((text) => texts.has(text)));
      const shown = script.planted.filter((text) => texts.has(text));
      const lost = script.truths.filter((text) => !texts.has(text));
      failures.push(...shown.map((text) => `${call.id} shown though never said: ${text}`));
      failures.push(...lost.map((text) => `${call.id} true and left out: ${text}`));
    }
  }
  await server.close();
  return { kept, failures };
}

function isJudging(body: ChatBody): boolean {
  return JSON.stringify(body).includes('note_verdicts');
}

/** The verdicts on the sentences of this request; a false claim is known by its text, names hidden or not. */
function verdictsOf({ messages }: ChatBody, judge: Judge, script: Script | undefined): object {
  const text = messages.at(-1)?.content ?? '';
  const sentences = [...text.matchAll(/ sentence (\d+)\n(.*)\nIts lines:/g)].map(([, number, claim = '']) => ({
    sentence: Number(number),
    text: claim,
    isTrue: !(script?.planted ?? []).some((planted) => isSame(planted, claim)),
  }));
  return {
    verdicts: sentences.flatMap(({ sentence, ...claim }) => {
      const verdict = judge(claim);
      return verdict === undefined ? [] : [{ sentence, verdict }];
    }),
  };
}

/** Stand-ins for names and numbers fit anything. */
function isSame(planted: string, claim: string): boolean {
  const parts = claim.split(/\[[^\]]*\]/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(planted);
}

async function evaluateRealModel(calls: readonly GoldCall[]): Promise<void> {
  const { model: settings } = readConfig(environment());
  if (settings === undefined) {
    console.log('not run with a real model: none is configured (set AZURE_OPENAI_DEPLOYMENT or OPENAI_MODEL)\n');
    return;
  }
  const model = await openaiModel(settings);
  const notes: { call: GoldCall; note: DraftNote }[] = [];
  for (const call of calls) {
    const note = await write(call, model);
    if (typeof note === 'string') console.log(`${call.id}: no note, ${note}`);
    else notes.push({ call, note });
  }
  const marks = notes.map(({ call, note }) => {
    const sentences = note.note.sentences.filter(({ field }) => !['topic', 'disposition', 'sentiment'].includes(field));
    const drafted = { sentences, note: note.note };
    const text = sentences.map((sentence) => sentence.text).join(' ');
    return { ...markDraft(drafted, call), ...markJudgements(drafted, call), rouge: rougeOne(text, goldText(call)) };
  });
  console.log(`with ${settings.models.join(', ')}: ${notes.length} of ${calls.length} calls`);
  const names = Object.keys(marks[0] ?? {}).filter((name) => name !== 'rouge');
  const row = names.map((name): [string, string] => {
    const all = marks.flatMap((one) => (({ ...one, rouge: [] }) as Record<string, readonly boolean[]>)[name] ?? []);
    return [name, all.length === 0 ? '' : share(all.filter(Boolean).length, all.length)];
  });
  const rouge = marks.reduce((sum, one) => sum + one.rouge, 0) / Math.max(1, marks.length);
  console.table([{ ...Object.fromEntries(row), 'ROUGE-1 F': rouge.toFixed(3) }]);
}

function write(call: GoldCall, model: Parameters<typeof writeNote>[1]['model']): Promise<DraftNote | NotWritten> {
  const { utterances, dispositions, customer, id } = call;
  const transcript = { utterances, warnings: [] };
  const known = customer ?? undefined;
  return writeNote(
    {
      transcript,
      draft: draftNote(transcript, { dispositions, customer: known }),
      ...{ records: known === undefined ? [] : [known], dispositions, language: 'en', withinMs: PATIENCE_MS },
      account: { agentId: 'evaluation', conversationId: id },
    },
    {
      model,
      tokenUses: {
        add: () => Promise.resolve(),
        reserve: () => Promise.resolve({ byPerson: 0, forCall: 0, today: 0 }),
      },
      limits: { perPersonDay: 0, perCall: 0, perDay: 0 },
      clock: { now: () => new Date() },
      log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    },
    AbortSignal.timeout(PATIENCE_MS),
  );
}

interface Script {
  output: NoteOutput;
  truths: readonly string[];
  planted: readonly string[];
}

/** A model's note has no room for more. */
const MOST_DETAILS = 8;

/**
 * The gold note in the form a model gives it, and the same issues with claims that were never said in place of its facts,
 * each beside the lines nearest to it.
 */
function scriptsOf({ gold, utterances }: GoldCall): readonly Script[] {
  const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
  const judged = { topic: gold.topic, disposition: gold.disposition, sentiment: { ...gold.sentiment, lines: [1] } };
  const issues = gold.issues.map(({ issue, resolution, evidence }) => ({
    issue: { text: ended(issue), lines: evidence },
    resolution: { text: ended(resolution), lines: evidence },
  }));
  const actions = gold.actions.map(({ who, what, due, evidence }) => ({
    who: (['customer', 'agent'] as const).find((one) => one === who) ?? ('company' as const),
    ...{ what, due: due ?? '', lines: evidence },
  }));
  const facts = gold.facts.slice(0, MOST_DETAILS).map(({ text, evidence }) => ({ text: ended(text), lines: evidence }));
  const planted = gold.notSaid.slice(0, MOST_DETAILS).map(ended);
  const truths = [
    ...issues.flatMap(({ issue, resolution }) => [issue.text, resolution.text]),
    ...actions.map(({ what, due }) => (due === '' ? what : `${what} (${due})`)),
    ...facts.map(({ text }) => text),
  ];
  const falsehoods = planted.map((text) => ({ text, lines: nearest(text, utterances) }));
  return [
    { output: { issues, actions, details: facts, ...judged }, truths, planted: [] },
    { output: { issues, actions: [], details: falsehoods, ...judged }, truths: [], planted },
  ];
}

/** The three lines that share most words with a text: what a model that errs would name. */
function nearest(text: string, utterances: GoldCall['utterances']): number[] {
  const wanted = new Set(tellingStems(text));
  const shared = utterances.map(({ text: said }, line) => ({
    line,
    count: tellingStems(said).filter((stem) => wanted.has(stem)).length,
  }));
  return shared
    .toSorted((one, other) => other.count - one.count)
    .slice(0, 3)
    .map(({ line }) => line);
}

function ignore(): void {
  // What is logged of an evaluation nobody reads.
}
