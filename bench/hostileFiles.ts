import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../src/adapters/sql/openDatabase.ts';
import { GOOD_SENTENCE, type HostileFile } from '../test/knowledge/hostile/hostileFile.ts';
import { HOSTILE_FILES, HOSTILE_THINGS, makeHostileFolder } from '../test/knowledge/hostile/hostileFolder.ts';
import { watchPeaks } from './peakMemory.ts';

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
/** Where entries named ../../… would come out. */
const ESCAPED = join(tmpdir(), 'earpiece-traversal');

/** What became of one file. */
interface Outcome {
  seconds: number;
  passages: number;
  error: string | undefined;
}

/** Reads a folder of hostile files by the command line and prints what was said about each, and what it cost. */
export async function benchHostileFiles(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'earpiece-hostile-'));
  try {
    await makeHostileFolder(join(folder, 'files'));
    const started = performance.now();
    const child = ingest(join(folder, 'files'), join(folder, 'data'));
    const peaks = watchPeaks(child.pid ?? 0);
    const outcomes = await readOutcomes(child, started);
    const seconds = (performance.now() - started) / 1000;
    const good = await filesWithGoodSentence(join(folder, 'data'));
    const wrong = printFiles(outcomes, good);
    printWhole({ outcomes, seconds, peaks: peaks.stop(), exitCode: child.exitCode, wrong });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function ingest(folder: string, dataDir: string): ChildProcess {
  return spawn(process.execPath, [CLI, 'ingest', folder, '--json'], {
    env: { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** Each line comes when its document is done. */
async function readOutcomes(child: ChildProcess, started: number): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const ended = once(child, 'exit');
  let before = started;
  if (child.stdout === null) throw new Error('The command line has no output.');
  for await (const line of createInterface(child.stdout)) {
    const { file, passages, error } = JSON.parse(line) as { file?: string; passages: number; error?: string };
    const now = performance.now();
    if (file !== undefined) outcomes.set(file, { seconds: (now - before) / 1000, passages, error });
    before = now;
  }
  await ended;
  return outcomes;
}

async function filesWithGoodSentence(dataDir: string): Promise<ReadonlySet<string>> {
  const database = await openDatabase({ dataDir });
  const pattern = `%${GOOD_SENTENCE.replace('The ', '').split(' fee')[0] ?? ''} fee is%`;
  const rows = await database.read((tables) =>
    tables
      .selectFrom('knowledge_passages')
      .innerJoin('knowledge_documents', 'knowledge_documents.document_id', 'knowledge_passages.document_id')
      .where('knowledge_passages.text', 'like', pattern)
      .select('file')
      .distinct()
      .execute(),
  );
  await database.close();
  return new Set(rows.map(({ file }) => file));
}

/** Prints one line per file, by kind; returns those that did not come out as they must. */
function printFiles(outcomes: ReadonlyMap<string, Outcome>, good: ReadonlySet<string>): string[] {
  const wrong: string[] = [];
  let kind = '';
  for (const { name, what, outcome } of [...HOSTILE_FILES, ...HOSTILE_THINGS]) {
    const [folder = ''] = name.includes('/') ? name.split('/') : [''];
    if (folder !== kind) console.log(`\n${folder === '' ? 'between them' : folder}`);
    kind = folder;
    const came = outcomes.get(name);
    const isRight =
      outcome === 'passed over'
        ? came === undefined
        : came !== undefined && isAsExpected(came, outcome, good.has(name));
    if (!isRight) wrong.push(what);
    const said = came === undefined ? 'passed over' : (came.error ?? `read, ${came.passages} passages`);
    const time = came === undefined ? '' : came.seconds.toFixed(1);
    console.log(`${isRight ? ' ' : '!'} ${time.padStart(5)}  ${what.padEnd(52)} ${said}`);
  }
  return wrong;
}

function isAsExpected({ error }: Outcome, expected: HostileFile['outcome'], hasSentence: boolean): boolean {
  switch (expected) {
    case 'refused':
      return error !== undefined;
    case 'read':
      return error === undefined && hasSentence;
    case 'either':
      return true;
  }
}

interface Whole {
  outcomes: ReadonlyMap<string, Outcome>;
  seconds: number;
  peaks: { parentMb: number; childMb: number; children: number };
  exitCode: number | null;
  wrong: readonly string[];
}

function printWhole({ outcomes, seconds, peaks, exitCode, wrong }: Whole): void {
  const all = [...outcomes.values()];
  const slowest = Math.max(...all.map((outcome) => outcome.seconds));
  console.log('');
  console.table([
    {
      files: HOSTILE_FILES.length + HOSTILE_THINGS.length,
      read: all.filter(({ error }) => error === undefined).length,
      refused: all.filter(({ error }) => error !== undefined).length,
      wrong: wrong.length,
      seconds: Math.round(seconds),
      'slowest s': Math.round(slowest * 10) / 10,
      'process peak MB': peaks.parentMb,
      'reader peak MB': peaks.childMb,
      readers: peaks.children,
    },
  ]);
  // 1 says that some file could not be read; anything else, that the process did not come to its end.
  console.log(exitCode === 1 ? 'The process lives to the end.' : `The process ended with ${exitCode}.`);
  if (existsSync(ESCAPED)) console.log(`An entry came out at ${ESCAPED}.`);
  if (wrong.length > 0) console.log(`Not as it must be: ${wrong.join('; ')}.`);
}
