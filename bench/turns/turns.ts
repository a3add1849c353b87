import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { freshPostgres, stopPostgres } from '../../test/support/databases.ts';
import { startEntra } from '../../test/support/entra.ts';
import { startProcess } from '../startProcess.ts';
import { type LoadResult, loadBot, type Registered } from './load.ts';

const QUESTIONS = [
  'what does flex 10 cost a month',
  'notice period to cancel broadband',
  'router light flashing red what do i do',
  'sim swap steps for a lost phone',
  'how much is roaming in the usa per day',
  'customer missed engineer appointment compensation',
  'fibre 500 setup fee',
  'how long does porting a number take',
];
/** 500 people ask more in a second than a call centre in minutes; each question is still counted. */
const UNLIMITED = { RATE_PER_MINUTE: '10000000', RATE_GLOBAL_PER_MINUTE: '10000000' };
const IN_FLIGHT = 32;
const WARM_UP_TURNS = 600;
const TURNS = 4000;

/** Signed in; as many as ask. */
const PEOPLE = 500;
const PRODUCTION = 'authentication, PostgreSQL and DATA_KEY';

/** One line of the table. */
interface TurnsRow {
  bot: string;
  load: LoadResult;
  readyMs: number;
  rssMb: number;
  peakMb: number;
}

/** Prints whole turns beside those of the echo bot. */
export async function benchTurns(): Promise<void> {
  console.log('Turns: 32 in flight, question in, cited card out');
  const rows = await measureTurns();
  console.table(
    rows.map(({ bot, load, readyMs, rssMb, peakMb }) => ({
      bot,
      'turns/s': load.turnsPerSecond,
      'p50 ms': load.p50,
      'p99 ms': load.p99,
      refused: load.refused,
      'ready ms': readyMs,
      'RSS MB': rssMb,
      'peak MB': peakMb,
    })),
  );
  const [echo, ours] = ['teams-ai echo', 'Earpiece'].map((name) => {
    const speeds = rows.filter(({ bot }) => bot.startsWith(name)).map(({ load }) => load.turnsPerSecond);
    return speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length;
  });
  console.log(
    `Earpiece does ${Math.round(((ours ?? 0) / (echo ?? 1)) * 100)} % of the echo bot's turns (budget: at least 60 %).`,
  );
}

/**
 * Whole turns against the bare teams-ai echo bot, in turn in one run: a question posted to `POST /api/messages`, the
 * answer with its card received by a local connector; authentication off, SQLite, sample company, no model; then with
 * everything sealed at rest, and as it runs in production: tokens checked, people signed in, PostgreSQL, sealed.
 */
async function measureTurns(): Promise<TurnsRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'earpiece-bench-'));
  const readable = { DATA_DIR: join(folder, 'readable') };
  const sealed = { DATA_DIR: join(folder, 'sealed'), DATA_KEY: `bench:${randomBytes(32).toString('base64')}` };
  const entra = await startEntra();
  const { databaseUrl } = await freshPostgres();
  for (let user = 0; user < PEOPLE; user += 1) {
    entra.signIn(`user-${user}`, entra.userToken({ agentId: `user-${user}` }));
  }
  const { DATA_KEY } = entra.environment;
  const onPostgres = { DATA_DIR: join(folder, 'production'), DATABASE_URL: databaseUrl, DATA_KEY };
  const production = {
    ...entra.environment,
    ...{ DATA_DIR: onPostgres.DATA_DIR, BENCH_DATABASE: databaseUrl, BENCH_CLOUD: JSON.stringify(entra.cloud) },
  };
  const registered: Registered = {
    tenantId: entra.tenantId,
    authorization: (serviceUrl) => `Bearer ${entra.channelToken(serviceUrl)}`,
  };
  for (const environment of [readable, sealed, onPostgres]) ingestSample(environment);
  const rows: TurnsRow[] = [];
  try {
    for (const [bot, script, environment] of [
      ['teams-ai echo', './echoBot.ts', {}],
      ['Earpiece', '../../src/main.ts', readable],
      ['with DATA_KEY', '../../src/main.ts', sealed],
      ['teams-ai echo again', './echoBot.ts', {}],
      ['Earpiece again', '../../src/main.ts', readable],
      ['with DATA_KEY again', '../../src/main.ts', sealed],
      [PRODUCTION, './registeredBot.ts', production],
    ] as const) {
      const started = await startProcess(path(script), { ...environment, ...UNLIMITED });
      const load = {
        ...{ port: started.port, inFlight: IN_FLIGHT, questions: QUESTIONS },
        ...(bot === PRODUCTION ? { registered } : {}),
      };
      await loadBot({ ...load, turns: WARM_UP_TURNS });
      const result = await loadBot({ ...load, turns: TURNS });
      const { rss, peak } = started.memory();
      rows.push({ bot, load: result, readyMs: started.readyMs, rssMb: rss, peakMb: peak });
      await started.stop();
    }
  } finally {
    await entra.close();
    await stopPostgres();
    await rm(folder, { recursive: true, force: true });
  }
  return rows;
}

function ingestSample(settings: NodeJS.ProcessEnv): void {
  const environment = { ...process.env, ...settings, LOG_LEVEL: 'error' };
  const cli = [path('../../src/cli.ts'), 'ingest', path('../../sample/knowledge')];
  const result = spawnSync(process.execPath, cli, { env: environment, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`The sample company could not be ingested: ${result.stderr}`);
}

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
