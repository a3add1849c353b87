import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { once } from 'node:events';
import type { LoopDelay } from './loopDelay.ts';

/** A server in a process of its own. */
export interface StartedProcess {
  port: number;
  /** Milliseconds from spawning to the first answered HTTP request. */
  readyMs: number;
  /** Resident memory in MB now, and at its highest. */
  memory(): { rss: number; peak: number };
  /** How late its event loop was since the last time this was asked. */
  loopDelay(): Promise<LoopDelay>;
  stop(): Promise<void>;
}

const LOOP_DELAY = fileURLToPath(new URL('./loopDelay.ts', import.meta.url));
const READY_MS = 120_000;

/** Starts a script with PORT set to a free port and waits until it answers HTTP. Rejects after two minutes. */
export async function startProcess(script: string, environment: NodeJS.ProcessEnv = {}): Promise<StartedProcess> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', LOOP_DELAY, script], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, LOG_LEVEL: 'error', ...environment, PORT: String(port) },
  });
  await untilAnswers(port, child);
  return {
    port,
    readyMs: Math.round(performance.now() - started),
    memory: () => ({ rss: statusMb(child, 'VmRSS'), peak: statusMb(child, 'VmHWM') }),
    loopDelay: async () => {
      child.send('loop delay');
      return ((await once(child, 'message')) as [LoopDelay])[0];
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

async function untilAnswers(port: number, child: ChildProcess): Promise<void> {
  const giveUpAt = performance.now() + READY_MS;
  while (performance.now() < giveUpAt && child.exitCode === null) {
    const isUp = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (response) => response.status === 200 || response.status === 404,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The process did not answer on port ${port}.`);
}

/** Linux keeps both figures in /proc; elsewhere they are 0. */
function statusMb(child: ChildProcess, name: string): number {
  try {
    const line = new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
    return Math.round(Number(line?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
