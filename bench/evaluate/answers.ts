import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askQuestion } from '../../src/answers/askQuestion.ts';
import type { Passage } from '../../src/domain/passage.ts';
import { ingestDocuments } from '../../src/knowledge/ingestDocuments.ts';
import { readConfig } from '../../src/wiring/config.ts';
import { connectPorts, type Ports } from '../../src/wiring/connectPorts.ts';
import { createLogger } from '../../src/wiring/logger.ts';
import { type Answerer, firstHit, leadPassage } from './baselines.ts';
import { type GoldQuestion, markAnswer, type Marks, readQuestions } from './questionSet.ts';
import { printShares, type ShareRow } from './shares.ts';

/** A question set with its documents. */
interface AnswerSet {
  name: string;
  documents: string;
  questions: string;
  /** A company that is tuned on, or held out, as a whole; otherwise every second question of a kind is held out. */
  whole?: Part;
}

type Part = 'tuning' | 'held-out';

/** Invented companies in data/questions/companies. */
const COMPANIES: readonly (readonly [name: string, whole: Part])[] = [
  ['northmoor-energy', 'tuning'],
  ['pennack-building-society', 'tuning'],
  ['saltmarsh-ferries', 'tuning'],
  ['halden-appliances', 'tuning'],
  ['corvina-health', 'tuning'],
  ['brackwater-council', 'tuning'],
  ['lumen-software', 'held-out'],
];

/** Day on which the questions are asked; the sample company's documents are dated before it. */
export const ASKED_ON = new Date('2026-11-20T10:00:00Z');

/** Which part of a set, and whether to name the questions that failed. */
export interface AnswersRequest {
  /** Folder of the data sets that are not part of the project. */
  data: string;
  /** 'all', or one of the two halves: 'tuning' may be looked at, 'held-out' is only counted. */
  part: 'all' | 'tuning' | 'held-out';
  showsFailures: boolean;
}

/** Answers every question of every set that is there, beside two baselines, and prints what share is right. */
export async function evaluateAnswers(request: AnswersRequest): Promise<void> {
  for (const set of setsBelow(request.data)) {
    if (!existsSync(set.documents) || !existsSync(set.questions)) {
      console.log(`not run: ${set.name}, because ${set.documents} is not there (--data names the folder)\n`);
      continue;
    }
    const all = await readQuestions(set.questions);
    const partOf = (question: GoldQuestion): Part => set.whole ?? halfOf(question);
    const questions = all.filter((question) => request.part === 'all' || partOf(question) === request.part);
    if (questions.length === 0) continue;
    await withKnowledge(set.documents, async (ports, passages) => {
      const answerers: [string, Answerer][] = [
        ['first FTS5 hit', firstHit(passages, 1)],
        ['first three FTS5 hits', firstHit(passages, 3)],
        ['lead passage of the first hit', leadPassage(passages)],
        ['Earpiece', earpiece(ports)],
      ];
      const rows: ShareRow[] = [];
      for (const [name, answerer] of answerers) rows.push(await markAll(name, answerer, questions));
      console.log(`${set.name}: ${questions.length} questions (${request.part}), ${passages.length} passages`);
      printShares(rows);
      const ours = rows.at(-1);
      if (ours !== undefined) printShares(byKind(ours));
      if (request.showsFailures && ours !== undefined) await showFailures(ours, earpiece(ports));
    });
  }
}

function setsBelow(data: string): AnswerSet[] {
  const own = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
  return [
    { name: 'sample company', documents: own('sample/knowledge'), questions: own('data/questions/sample.jsonl') },
    {
      name: 'documents of other companies',
      documents: join(data, 'D_rawdocs'),
      questions: own('data/questions/rawdocs.jsonl'),
    },
    ...COMPANIES.map(([name, whole]) => ({
      name: `${name}, ${whole} as a whole`,
      documents: own(`data/questions/companies/${name}/knowledge`),
      questions: own(`data/questions/companies/${name}/questions.jsonl`),
      whole,
    })),
  ];
}

/** Every second question of a kind is held out; questions are numbered within their kind. */
function halfOf({ id }: GoldQuestion): Part {
  return Number(/\d+$/.exec(id)?.[0] ?? 0) % 2 === 1 ? 'tuning' : 'held-out';
}

/** Runs `work` over these documents in a knowledge base of their own. */
export async function withKnowledge(
  documents: string,
  work: (ports: Ports, passages: readonly Passage[]) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'earpiece-evaluate-'));
  const ports = await connectPorts(readConfig({ DATA_DIR: dataDir }), createLogger({ logLevel: 'silent' }));
  try {
    await ingestDocuments({ paths: [documents], prune: false, origin: 'ingest' }, ports);
    await ports.index.ready();
    const changes = await ports.knowledge.changesSince(0, Number.MAX_SAFE_INTEGER);
    await work(
      ports,
      changes.flatMap(({ passages }) => passages ?? []),
    );
  } finally {
    await ports.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Earpiece itself, without a model. */
export function earpiece(ports: Ports): Answerer {
  return async ({ text, groups, history }) => {
    const asker = { agentId: 'evaluation', name: 'Evaluation', roles: ['agent' as const], groups };
    const question = { text, asker, readers: 'one' as const, history, language: 'en' as const, now: ASKED_ON };
    const answer = await askQuestion(question, ports);
    const cells = answer.lines.flatMap((line) => line.cells?.map((cell) => cell.join(' ')) ?? []);
    return {
      isAnswered: answer.outcome === 'answered',
      spoken: answer.spoken,
      text: [answer.text, ...cells].join('\n'),
      files: answer.citations.map(({ file }) => file),
      pages: answer.citations.map(({ file, page }) => `${file}#page=${page}`),
    };
  };
}

async function markAll(name: string, answerer: Answerer, questions: readonly GoldQuestion[]): Promise<ShareRow> {
  const marked: { question: GoldQuestion; marks: Marks }[] = [];
  for (const question of questions) marked.push({ question, marks: markAnswer(question, await answerer(question)) });
  return { name, marked };
}

function byKind({ marked }: ShareRow): ShareRow[] {
  const kinds = [...new Set(marked.map(({ question }) => question.kind))];
  return kinds.map((kind) => ({ name: kind, marked: marked.filter(({ question }) => question.kind === kind) }));
}

async function showFailures({ marked }: ShareRow, answerer: Answerer): Promise<void> {
  for (const { question, marks } of marked) {
    const { rightSource, wordsInAnswer, wordsSpoken, wronglySaid, refused, leaked } = marks;
    const isFine = ![rightSource, wordsInAnswer, wordsSpoken, refused].includes(false) && !wronglySaid && !leaked;
    if (isFine) continue;
    const { text, files } = await answerer(question);
    const { id, history, gold } = question;
    const before = history.map((line) => `${line.text} / `).join('');
    console.log(`${id}: ${before}${question.text}\n  marks ${JSON.stringify(marks)}\n  gold ${JSON.stringify(gold)}`);
    console.log(`  files ${files.join(', ')}\n  ${text.slice(0, 700).replaceAll('\n', '\n  ')}\n`);
  }
}
