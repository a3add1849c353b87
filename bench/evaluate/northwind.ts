import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mayRead, type Passage } from '../../src/domain/passage.ts';
import { ASKED_ON, earpiece, withKnowledge } from './answers.ts';
import { plainSearch } from './baselines.ts';
import { isHit, type Judgements, ndcg } from './rankingMetrics.ts';

const DEPTH = 10;
/** Several passages stand on one page. */
const PASSAGES = 40;

interface Judged {
  id: string;
  text: string;
  pages: Judgements;
}

/** Ranks the pages of the Northwind documents for their 22 published questions, and prints how well. */
export async function evaluateNorthwind(data: string): Promise<void> {
  const documents = join(data, 'D_rawdocs', 'northwind');
  if (!existsSync(documents)) {
    console.log(`not run: Northwind ranking, because ${documents} is not there (--data names the folder)\n`);
    return;
  }
  const questions = await readJudged(join(data, 'D_northwind'));
  await withKnowledge(documents, async (ports, passages) => {
    const plain = plainSearch(passages);
    const answer = earpiece(ports);
    const ranked = { 'FTS5 alone': [] as Ranked[], Earpiece: [] as Ranked[] };
    let cited = 0;
    for (const { text, pages } of questions) {
      const readable = plain(text).filter((passage) => mayRead([], passage.groups));
      ranked['FTS5 alone'].push({ pages: pagesOf(readable), judged: pages });
      const found = await ports.index.search({ text, groups: [], top: PASSAGES, now: ASKED_ON });
      ranked.Earpiece.push({ pages: pagesOf(found.map(({ passage }) => passage)), judged: pages });
      const { pages: citedPages } = await answer({ text, groups: [], history: [] });
      if (citedPages.some((page) => pages.has(page))) cited += 1;
    }
    console.log(`Northwind: ${questions.length} questions, ${passages.length} passages, pages judged`);
    console.table(Object.entries(ranked).map(([name, rows]) => ({ '': name, ...scores(rows) })));
    console.log(`a right page is cited in the answer: ${cited} of ${questions.length}\n`);
  });
}

interface Ranked {
  pages: readonly string[];
  judged: Judgements;
}

function scores(rows: readonly Ranked[]): Record<string, string> {
  const mean = (value: (row: Ranked) => number): string =>
    (rows.reduce((sum, row) => sum + value(row), 0) / rows.length).toFixed(3);
  return {
    'nDCG@10': mean(({ pages, judged }) => ndcg(pages, judged, DEPTH)),
    'hit@1': mean(({ pages, judged }) => Number(isHit(pages, judged, 1))),
    'hit@5': mean(({ pages, judged }) => Number(isHit(pages, judged, 5))),
  };
}

/** A page stands where its best passage stands. */
function pagesOf(passages: readonly Pick<Passage, 'file' | 'page'>[]): string[] {
  return [...new Set(passages.map(({ file, page }) => `${file}#page=${page}`))];
}

async function readJudged(folder: string): Promise<Judged[]> {
  const queries = (await readFile(join(folder, 'queries.jsonl'), 'utf8')).trim().split('\n');
  const judgements = (await readFile(join(folder, 'qrels.tsv'), 'utf8')).trim().split('\n').slice(1);
  return queries.map((line) => {
    const { id, text } = JSON.parse(line) as { id: string; text: string };
    const own = judgements.map((row) => row.split('\t')).filter(([query]) => query === id);
    return { id, text, pages: new Map(own.map(([, page = '', grade]) => [page, Number(grade)])) };
  });
}
