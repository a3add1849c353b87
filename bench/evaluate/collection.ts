import { basename } from 'node:path';
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadDocument } from '../../src/domain/knowledgeDocument.ts';
import type { Passage } from '../../src/domain/passage.ts';
import { readConfig } from '../../src/wiring/config.ts';
import { connectPorts, type Ports } from '../../src/wiring/connectPorts.ts';
import { createLogger } from '../../src/wiring/logger.ts';
import { ASKED_ON } from './answers.ts';
import { plainSearch } from './baselines.ts';
import { type Judgements, ndcg } from './rankingMetrics.ts';
import { searchSteps } from './searchSteps.ts';

const NDCG_DEPTH = 10;
const RECALL_DEPTH = 100;
const LOOK_AGAIN_MS = 100;

/** BM25 with title and text as two fields, as Anserini publishes it, which is within .001 of the BEIR paper. */
const PUBLISHED: Readonly<Record<string, { ndcg: number; recall: number }>> = {
  scifact: { ndcg: 0.6647, recall: 0.9076 },
  nfcorpus: { ndcg: 0.3254, recall: 0.25 },
  fiqa: { ndcg: 0.2361, recall: 0.5395 },
};

interface Query {
  text: string;
  relevant: Judgements;
}

/** Ids of documents, best first, at most `top`. */
type Search = (text: string, top: number) => readonly string[] | Promise<readonly string[]>;

/** How well each query of a collection was answered, in the order of the queries. */
interface Scored {
  ndcg: readonly number[];
  recall: readonly number[];
}

/**
 * Ranks the documents of a public collection in the layout of BEIR (Thakur et al. 2021), and prints how well beside the
 * published figure and after each step of the search. `folder` has the name of the collection, such as scifact.
 */
export async function evaluateCollection(folder: string): Promise<void> {
  const corpus = join(folder, 'corpus.jsonl');
  if (!existsSync(corpus)) {
    console.log(`not run: ${corpus} is not there (--data names the folder of a collection)\n`);
    return;
  }
  const documents = await readDocuments(corpus);
  const queries = await readQueries(folder);
  const passages = documents.flatMap((document) => document.passages);
  const collection = basename(folder);
  console.log(`${collection}: ${documents.length} documents, ${queries.length} queries`);
  await withDocuments(documents, async ({ index }) => {
    const plain = plainSearch(passages);
    const searches: (readonly [name: string, search: Search])[] = [
      ['plain FTS5', (text, top) => idsOf(plain(text)).slice(0, top)],
      ...searchSteps(documents),
      [
        'Earpiece',
        async (text, top) =>
          idsOf((await index.search({ text, groups: [], top, now: ASKED_ON })).map(({ passage }) => passage)),
      ],
    ];
    const rows: [string, Scored][] = [];
    for (const [name, search] of searches) rows.push([name, await score(search, queries)]);
    printScores(rows, PUBLISHED[collection]);
  });
}

async function score(search: Search, queries: readonly Query[]): Promise<Scored> {
  const scored = { ndcg: [] as number[], recall: [] as number[] };
  for (const { text, relevant } of queries) {
    // Two searches, because how many are asked for decides how many the second stage looks at.
    scored.ndcg.push(ndcg(await search(text, NDCG_DEPTH), relevant, NDCG_DEPTH));
    const found = await search(text, RECALL_DEPTH);
    scored.recall.push(found.filter((id) => relevant.has(id)).length / relevant.size);
  }
  return scored;
}

function printScores(rows: readonly (readonly [string, Scored])[], published: (typeof PUBLISHED)[string] | undefined) {
  const plain = rows[0]?.[1];
  const theirs = { 'nDCG@10': published?.ndcg.toFixed(3), 'recall@100': published?.recall.toFixed(3) };
  console.table([
    ...(published === undefined ? [] : [{ '': 'BM25, published (Anserini, two fields)', ...theirs }]),
    ...rows.map(([name, scored], position) => ({
      '': name,
      'nDCG@10': mean(scored.ndcg).toFixed(3),
      'recall@100': mean(scored.recall).toFixed(3),
      'nDCG@10 step (95 %)': changeFrom(rows[position - 1]?.[1], scored),
      'against plain FTS5': changeFrom(plain, scored),
    })),
  ]);
}

/** The mean difference, query by query, with its 95 % interval. */
function changeFrom(before: Scored | undefined, after: Scored): string {
  if (before === undefined || before === after) return '';
  const changes = after.ndcg.map((value, query) => value - (before.ndcg[query] ?? 0));
  const change = mean(changes);
  const variance = mean(changes.map((value) => (value - change) ** 2));
  return `${change < 0 ? '' : '+'}${change.toFixed(3)} ± ${(1.96 * Math.sqrt(variance / changes.length)).toFixed(3)}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function idsOf(passages: readonly Passage[]): string[] {
  return passages.map(({ documentId }) => documentId);
}

async function withDocuments(documents: readonly ReadDocument[], work: (ports: Ports) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'earpiece-collection-'));
  const ports = await connectPorts(readConfig({ DATA_DIR: dataDir }), createLogger({ logLevel: 'silent' }));
  try {
    for (const document of documents) await ports.knowledge.saveDocument(document);
    await ports.index.ready();
    while ((await ports.index.countDocuments([])) < documents.length) await sleep(LOOK_AGAIN_MS);
    await work(ports);
  } finally {
    await ports.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function readDocuments(path: string): Promise<ReadDocument[]> {
  const rows = await linesOf(path);
  return rows.map((line) => {
    const { _id: documentId, title, text } = JSON.parse(line) as { _id: string; title: string; text: string };
    const file = `${documentId}.txt`;
    const ours = { documentId, file, title, groups: null };
    const passage = { ...ours, passageId: `${documentId}-1`, headings: [], text };
    return {
      document: { ...ours, path: `/${file}`, fingerprint: documentId, origin: 'ingest' },
      passages: [{ ...passage, units: [{ kind: 'sentence', text }] }],
    };
  });
}

/** The queries of the test set; the others have no judgements there. */
async function readQueries(folder: string): Promise<Query[]> {
  const relevant = new Map<string, Map<string, number>>();
  for (const line of (await linesOf(join(folder, 'qrels', 'test.tsv'))).slice(1)) {
    const [query = '', document = '', grade] = line.split('\t');
    if (Number(grade) > 0)
      relevant.set(query, (relevant.get(query) ?? new Map<string, number>()).set(document, Number(grade)));
  }
  return (await linesOf(join(folder, 'queries.jsonl'))).flatMap((line) => {
    const { _id, text } = JSON.parse(line) as { _id: string; text: string };
    const judged = relevant.get(_id);
    return judged === undefined ? [] : [{ text, relevant: judged }];
  });
}

async function linesOf(path: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface(createReadStream(path))) if (line.trim() !== '') lines.push(line);
  return lines;
}
