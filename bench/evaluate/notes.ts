import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GoldCall, partOf, readGoldCalls, readSummarisedCalls } from './goldCalls.ts';
import { countWords, type Drafted, type Drafter, earpieceDraft, leadOfSameLength, leadThree } from './noteDrafters.ts';
import { goldText, markDraft, markJudgements, type Marks, rougeOne, tellingRouge, tellingShare } from './noteMarks.ts';
import { share } from './shares.ts';
import { evaluateModelNotes } from './modelNotes.ts';
import { evaluateSpeakers } from './speakers.ts';

const GOLD = fileURLToPath(new URL('../../data/notes/calls.jsonl', import.meta.url));
/** Counted once before and once after what was built while nobody had read it. */
const UNSEEN = fileURLToPath(new URL('../../data/notes/unseen.jsonl', import.meta.url));

const DRAFTERS: readonly (readonly [string, Drafter])[] = [
  ['first three of the customer', leadThree],
  ['as many words from the start', leadOfSameLength],
  ['Earpiece, extractive', earpieceDraft],
];

/** Which part of the sets, and whether to name what failed. */
export interface NotesRequest {
  data: string;
  part: 'all' | 'tuning' | 'held-out' | 'unseen';
  showsFailures: boolean;
}

/** Drafts every call beside two baselines and prints how the drafts compare with notes written by others. */
export async function evaluateNotes(request: NotesRequest): Promise<void> {
  const { part } = request;
  const gold = await readGoldCalls(part === 'unseen' ? UNSEEN : GOLD);
  const calls = gold.filter(({ id }) => part === 'all' || part === 'unseen' || partOf(id) === part);
  console.log(`data/notes: ${calls.length} calls (${request.part}), notes written blind to the code\n`);
  printContent(calls);
  printJudgements(calls);
  await evaluateModelNotes(calls, request.showsFailures);
  if (part === 'unseen') return;
  await evaluateSpeakers(calls, request);
  if (request.showsFailures) calls.forEach(showFailures);
  for (const file of ['C_ms_ckm.jsonl', 'C_mts_dialog.jsonl'])
    await evaluateSummaries(join(request.data, file), request.part);
}

function drafted(drafter: Drafter, { utterances, dispositions, customer }: GoldCall): Drafted {
  return drafter({ utterances, dispositions, customer: customer ?? undefined });
}

function printContent(calls: readonly GoldCall[]): void {
  console.table(
    DRAFTERS.map(([name, drafter]) => {
      const drafts = calls.map((call) => ({ call, draft: drafted(drafter, call) }));
      const useful = mean(drafts.map(({ call, draft }) => rougeOne(textOf(draft), goldText(call))));
      return {
        '': name,
        ...shares(drafts.map(({ call, draft }) => markDraft(draft, call))),
        'ROUGE-1 F': useful.toFixed(3),
        'telling words F': mean(drafts.map(({ call, draft }) => tellingRouge(textOf(draft), goldText(call)))).toFixed(
          3,
        ),
        words: Math.round(mean(drafts.map(({ draft }) => countWords(draft.sentences)))),
      };
    }),
  );
}

function printJudgements(calls: readonly GoldCall[]): void {
  const judged = calls.map((call) => markJudgements(drafted(earpieceDraft, call), call));
  const usual = calls.map(({ gold: { sentiment } }) => ({
    // The commonest labels of the tuning half: what agreement costs nothing.
    overall: [sentiment.overall === 'mixed'],
    start: [sentiment.start === 'negative'],
    end: [sentiment.end === 'positive'],
    trend: [sentiment.trend === 'improving'],
  }));
  console.table([
    { '': 'always the usual', ...shares(usual) },
    { '': 'Earpiece, extractive', ...shares(judged) },
  ]);
}

function shares(marks: readonly Marks[]): Record<string, string> {
  const names = [...new Set(marks.flatMap((one) => Object.keys(one)))];
  return Object.fromEntries(
    names.map((name) => {
      const all = marks.flatMap((one) => one[name] ?? []);
      return [name, all.length === 0 ? '' : share(all.filter(Boolean).length, all.length)];
    }),
  );
}

async function evaluateSummaries(path: string, part: NotesRequest['part']): Promise<void> {
  if (!existsSync(path)) {
    console.log(`not run: ${path} is not there (--data names the folder)`);
    return;
  }
  const all = await readSummarisedCalls(path);
  const calls = all.filter(({ id }) => part === 'all' || partOf(id) === part);
  const drafts = DRAFTERS.map(([name, drafter]) => ({
    name,
    drafts: calls.map(({ utterances }) => drafter({ utterances, dispositions: [], customer: undefined })),
  }));
  const felt = calls.filter(({ sentiment }) => sentiment !== undefined);
  console.log(`${path.split('/').at(-1)}: ${calls.length} calls (${part}) with a summary`);
  console.table(
    drafts.map(({ name, drafts: own }) => {
      const right = calls.filter(
        ({ sentiment }, index) => sentiment !== undefined && own[index]?.note?.sentiment.overall === sentiment,
      );
      return {
        '': name,
        'ROUGE-1 F': mean(calls.map(({ summary }, index) => rougeOne(textOf(own[index]), summary))).toFixed(3),
        'telling words F': mean(calls.map(({ summary }, index) => tellingRouge(textOf(own[index]), summary))).toFixed(
          3,
        ),
        'telling words held': mean(
          calls.map(({ summary }, index) => tellingShare(textOf(own[index]), summary)),
        ).toFixed(3),
        words: Math.round(mean(own.map(({ sentences }) => countWords(sentences)))),
        overall: felt.length > 0 && own[0]?.note !== undefined ? share(right.length, felt.length) : '',
      };
    }),
  );
}

function showFailures(call: GoldCall): void {
  const draft = drafted(earpieceDraft, call);
  const marks = markDraft(draft, call);
  const missing = (name: string, texts: readonly string[]): string[] =>
    texts.filter((_, index) => marks[name]?.[index] === false);
  const { gold } = call;
  console.log(
    `${call.id}\n  ${draft.sentences.map(({ field, text, evidence }) => `${field} ${text} [${evidence.join(',')}]`).join('\n  ')}`,
  );
  console.log(
    '  no fact:',
    missing(
      'facts present',
      gold.facts.map(({ text, keys }) => `${text} (${keys.join('+')})`),
    ).join(' | '),
  );
  console.log(
    '  no action:',
    missing(
      'actions recalled',
      gold.actions.map(({ what, evidence }) => `${what} [${evidence.join(',')}]`),
    ).join(' | '),
  );
  console.log(
    '  no issue:',
    missing(
      'issues',
      gold.issues.map(({ issue }) => issue),
    ).join(' | '),
  );
  const wrong = draft.note?.actions.filter((_, index) => marks['actions right']?.[index] === false) ?? [];
  console.log('  wrong action:', wrong.map(({ what }) => what).join(' | '));
  const claims = gold.notSaid.filter((_, index) => marks['asserts what was not']?.[index] === true);
  if (claims.length > 0) console.log('  SUSPECT:', claims.join(' | '));
  const { note } = draft;
  if (note !== undefined) {
    const { overall, start, end, trend } = note.sentiment;
    const golden = gold.sentiment;
    console.log(
      `  ${note.disposition} / ${gold.disposition}; ${note.topic} / ${gold.topic}; felt ${[overall, start, end, trend].join(' ')} / ${[golden.overall, golden.start, golden.end, golden.trend].join(' ')}\n`,
    );
  }
}

function textOf(draft: Drafted | undefined): string {
  return (draft?.sentences ?? []).map(({ text }) => text).join(' ');
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
