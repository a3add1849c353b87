import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAM = join(import.meta.dirname, 'smsc.pl');

/** The independent message centre as a process of its own; `lines` is what it said so far. */
export async function aPerlCentre(port?: number): Promise<{
  port: number;
  lines: string[];
  /** Resolves to the first line after the ones seen that fits. */
  says(pattern: RegExp): Promise<string>;
  kill(): Promise<void>;
}> {
  const at = port ?? (await freePort());
  const child = spawn('perl', [PROGRAM, String(at)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    waiting.forEach((look) => look());
  });
  let seen = 0;
  const says = (pattern: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = lines.findIndex((line, place) => place >= seen && pattern.test(line));
        if (found < 0) return;
        seen = found + 1;
        waiting.delete(look);
        resolve(lines[found] ?? '');
      };
      waiting.add(look);
      look();
    });
  await says(/^listening$/);
  return { port: at, lines, says, kill: () => kill(child) };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = once(child, 'exit');
  child.kill('SIGKILL');
  await over;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
