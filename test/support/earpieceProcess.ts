import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Earpiece in a process of its own. */
export interface EarpieceProcess {
  port: number;
  child: ChildProcess;
  /** What it wrote to standard error so far. */
  errors(): string;
  /** Resolves to the exit code, or the signal that ended it. */
  exited: Promise<number | string>;
}

/** Starts an entry such as "src/main.ts" and waits until it is ready, or has ended. */
export async function startEarpiece(entry: string, environment: NodeJS.ProcessEnv): Promise<EarpieceProcess> {
  const started = await tryEarpiece(entry, environment);
  // Between finding a free port and listening there somebody else on this machine may have taken it.
  const isTaken = environment.PORT === undefined && started.errors().includes(`port ${started.port} is taken`);
  return isTaken ? tryEarpiece(entry, environment) : started;
}

async function tryEarpiece(entry: string, environment: NodeJS.ProcessEnv): Promise<EarpieceProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [`${root}${entry}`], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = once(child, 'exit').then(([code, signal]: unknown[]) => (code ?? signal) as number | string);
  await untilReady(port, child);
  return { port, child, errors: () => text, exited };
}

/** What it answers to whoever asks whether it is ready, and why it is not. */
export async function readiness({ port }: EarpieceProcess): Promise<{ code: number; why?: string }> {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`);
  const { why } = (await response.json()) as { why?: string };
  return { code: response.status, ...(why === undefined ? {} : { why }) };
}

/** Asks until the reason why it is not ready fits. */
export async function untilReadiness(running: EarpieceProcess, why: RegExp): ReturnType<typeof readiness> {
  for (;;) {
    const now = await readiness(running);
    if (why.test(now.why ?? '')) return now;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Runs `earpiece <args>` to its end. */
export async function runCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<{ code: number; output: string; errors: string }> {
  const child = spawn(process.execPath, [`${root}src/cli.ts`, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output, errors };
}

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const isReady = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
