// Tries the whole way once on another Node, brought by the registry's `node` package: `npm run smoke -- 26`. Reads the sample
// documents, asks a question, looks with doctor, starts the bot until it is ready and stops it.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const STEP_MS = 120_000;
const root = fileURLToPath(new URL('../', import.meta.url));
const version = process.argv[2] ?? '26';
const folder = mkdtempSync(join(tmpdir(), 'earpiece-smoke-'));
try {
  const node = installNode();
  const environment = { ...process.env, DATA_DIR: join(folder, 'data'), PORT: String(await freePort()) };
  const run = (...args: string[]): string =>
    execFileSync(node, [join(root, 'bin/earpiece.mjs'), ...args], {
      env: environment,
      encoding: 'utf8',
      timeout: STEP_MS,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  say(`Node ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}`);
  const read = lastLine<{ documents: number; failed: number }>(run('ingest', join(root, 'sample/knowledge'), '--json'));
  expect(read.failed === 0, `ingest: ${read.documents} documents, ${read.failed} failed`);
  const answer = lastLine<{ outcome: string; spoken: string }>(run('ask', 'what does flex 10 cost a month', '--json'));
  expect(answer.outcome === 'answered', `ask: ${answer.spoken}`);
  const checks = run('doctor', '--json').trim().split('\n');
  expect(checks.length > 5, `doctor: ${checks.length} lines, none failed`);
  expect(await startsAndStops(node, environment), 'bot: ready, answered and stopped on SIGTERM');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function installNode(): string {
  writeFileSync(join(folder, 'package.json'), '{"allowScripts":{"node":true}}');
  const flags = ['--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...flags, `node@${version}`], { cwd: folder, stdio: 'ignore', timeout: STEP_MS });
  return join(folder, 'node_modules', '.bin', 'node');
}

async function startsAndStops(node: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const bot = spawn(node, ['src/main.ts'], { cwd: root, env: environment, stdio: 'ignore' });
  const ended = once(bot, 'exit') as Promise<[number | null]>;
  const isReady = await readySoon(`http://127.0.0.1:${environment.PORT}/readyz`);
  bot.kill('SIGTERM');
  const [code] = await ended;
  return isReady && code === 0;
}

async function readySoon(address: string): Promise<boolean> {
  const until = Date.now() + STEP_MS;
  while (Date.now() < until) {
    const status = await fetch(address).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return true;
    await sleep(200);
  }
  return false;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function lastLine<Shape>(text: string): Shape {
  return JSON.parse(text.trim().split('\n').at(-1) ?? '') as Shape;
}

function expect(isSo: boolean, what: string): void {
  say(`${isSo ? 'ok  ' : 'fail'} ${what}`);
  if (!isSo) process.exitCode = 1;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
