import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ftsIndex } from '../src/adapters/fts/ftsIndex.ts';
import { openDatabase } from '../src/adapters/sql/openDatabase.ts';
import { sqlKnowledgeStore } from '../src/adapters/sql/sqlKnowledgeStore.ts';
import type { LoopDelay } from './loopDelay.ts';
import { makeKnowledgeBase } from './search/largeKnowledgeBase.ts';
import { makePages } from './search/makePages.ts';
import { type StartedProcess, startProcess } from './startProcess.ts';
import { type LoadResult, loadBot } from './turns/load.ts';

const SIZES = [1_000, 10_000, 100_000];
/** The size at which the bot reads documents beside its work. */
const READING_AT = 10_000;
const IN_FLIGHT = 32;
const WARM_UP_TURNS = 200;
const TURNS = 1500;
const WARM_UP_SEARCHES = 50;
const PDFS = { files: 32, pages: 25 };
const BOT = path('../src/main.ts');
const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore };

interface SizeRow {
  passages: number;
  questions: readonly string[];
  search: { p50: number; p99: number };
  readyMs: number;
  memory: { rss: number; peak: number };
  turns: LoadResult;
  delay: LoopDelay;
}

/**
 * Search, memory and whole turns with a large knowledge base of synthetic passages, and the bot's event loop while it
 * answers, reads documents, or both. SQLite, authentication off, no model.
 */
export async function benchSearch(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'earpiece-bench-'));
  try {
    const rows: SizeRow[] = [];
    for (const passages of SIZES) rows.push(await measureSize(join(folder, String(passages)), passages));
    printSizes(rows);
    const questions = rows.find(({ passages }) => passages === READING_AT)?.questions ?? [];
    await measureReading(folder, { dataDir: join(folder, String(READING_AT)), questions });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureSize(dataDir: string, passages: number): Promise<SizeRow> {
  const questions = await makeKnowledgeBase(dataDir, passages);
  const search = await measureSearch(dataDir, questions);
  const bot = await startProcess(BOT, { DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
  const memory = bot.memory();
  const { turns, delay } = await measureTurns(bot, questions);
  memory.peak = bot.memory().peak;
  await bot.stop();
  return { passages, questions, search, readyMs: bot.readyMs, memory, turns, delay };
}

/** One question after another, the way through the search thread included. */
async function measureSearch(dataDir: string, questions: readonly string[]): Promise<{ p50: number; p99: number }> {
  const index = ftsIndex({ dataDir }, quiet);
  await index.ready();
  const millis: number[] = [];
  for (const [asked, text] of [...questions.slice(0, WARM_UP_SEARCHES), ...questions].entries()) {
    const started = performance.now();
    await index.search({ text, groups: [], top: 10, now: new Date() });
    if (asked >= WARM_UP_SEARCHES) millis.push(performance.now() - started);
  }
  await index.close();
  millis.sort((one, other) => one - other);
  const at = (share: number): number => Math.round((millis[Math.floor(millis.length * share)] ?? 0) * 10) / 10;
  return { p50: at(0.5), p99: at(0.99) };
}

async function measureTurns(
  bot: StartedProcess,
  questions: readonly string[],
): Promise<{ turns: LoadResult; delay: LoopDelay }> {
  const load = { port: bot.port, inFlight: IN_FLIGHT, questions };
  await loadBot({ ...load, turns: WARM_UP_TURNS });
  await bot.loopDelay();
  const turns = await loadBot({ ...load, turns: TURNS });
  return { turns, delay: await bot.loopDelay() };
}

/** Reads PDFs by the command line, then by a bot that follows their folder, alone and while it answers. */
async function measureReading(
  folder: string,
  { dataDir, questions }: { dataDir: string; questions: readonly string[] },
): Promise<void> {
  const pdfs = join(folder, 'pdfs');
  const watched = join(folder, 'watched');
  await makePages(pdfs, PDFS);
  await mkdir(watched);
  const pages = PDFS.files * PDFS.pages;
  const alone = ingestSeconds(pdfs, join(folder, 'empty'));
  const bot = await startProcess(BOT, { DATA_DIR: dataDir, KNOWLEDGE_DIR: watched, LOG_LEVEL: 'silent' });
  const known = await openKnowledge(dataDir);
  const read = async (name: string): Promise<number> => {
    const before = await known.count();
    await cp(pdfs, join(watched, name), { recursive: true });
    await known.reaches(before + 1);
    const started = performance.now();
    await known.reaches(before + PDFS.files);
    // The first document is done when the clock starts.
    return (((performance.now() - started) / 1000) * PDFS.files) / (PDFS.files - 1);
  };
  await loadBot({ port: bot.port, inFlight: IN_FLIGHT, questions, turns: WARM_UP_TURNS });
  await bot.loopDelay();
  const reading = await read('first');
  const readingDelay = await bot.loopDelay();
  let isReading = true;
  const both = read('second').finally(() => (isReading = false));
  let turns: LoadResult | undefined;
  while (isReading) turns = await loadBot({ port: bot.port, inFlight: IN_FLIGHT, questions, turns: 320 });
  const bothDelay = await bot.loopDelay();
  await known.close();
  await bot.stop();
  console.log(`Reading ${pages} PDF pages; the bot holds ${READING_AT} passages`);
  const row = (what: string, seconds: number, delay?: LoopDelay, load?: LoadResult): object => ({
    what,
    'pages/s': Math.round(pages / seconds),
    'turns/s': load?.turnsPerSecond ?? '',
    failed: load?.failed ?? '',
    ...delayCells(delay),
  });
  console.table([
    row('earpiece ingest', alone),
    row('watched folder', reading, readingDelay),
    row('watched folder, 32 turns in flight', await both, bothDelay, turns),
  ]);
}

function ingestSeconds(folder: string, dataDir: string): number {
  const environment = { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'error' };
  const result = spawnSync(process.execPath, [path('../src/cli.ts'), 'ingest', folder, '--json'], {
    env: environment,
    encoding: 'utf8',
  });
  const total = JSON.parse(result.stdout.trim().split('\n').at(-1) ?? '{}') as { seconds: number; documents: number };
  if (total.documents !== PDFS.files) throw new Error(`The PDFs could not be read: ${result.stderr}`);
  return total.seconds;
}

async function openKnowledge(dataDir: string) {
  const database = await openDatabase({ dataDir });
  const knowledge = sqlKnowledgeStore(database);
  const count = async (): Promise<number> => (await knowledge.listDocuments()).length;
  return {
    count,
    reaches: async (documents: number): Promise<void> => {
      while ((await count()) < documents) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    close: () => database.close(),
  };
}

function printSizes(rows: readonly SizeRow[]): void {
  console.log('Search: questions of 8 words, one after another');
  console.table(
    rows.map(({ passages, search, readyMs, memory }) => ({
      passages,
      'p50 ms': search.p50,
      'p99 ms': search.p99,
      'ready s': Math.round(readyMs / 100) / 10,
      'RSS MB': memory.rss,
      'peak MB': memory.peak,
    })),
  );
  console.log('Turns: 32 in flight, questions of 8 words');
  console.table(
    rows.map(({ passages, turns, delay }) => ({
      passages,
      'turns/s': turns.turnsPerSecond,
      'p50 ms': turns.p50,
      'p99 ms': turns.p99,
      failed: turns.refused + turns.failed,
      ...delayCells(delay),
    })),
  );
}

function delayCells(delay: LoopDelay | undefined): object {
  return { 'loop late p99 ms': delay?.p99 ?? '', 'loop late max ms': delay?.max ?? '' };
}

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

function ignore(): void {
  // The table is what is read.
}
