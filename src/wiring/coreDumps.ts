import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import type { Log } from '../ports/log.ts';

/**
 * Makes sure that a crash of this process leaves no picture of its memory on a disk: the words of live calls are in it.
 * Says what to do where that cannot be had from here.
 */
export function turnOffCoreDumps(log: Log): void {
  if (process.platform !== 'linux' || mayDump() === false) return;
  try {
    // Node cannot set limits of its own process.
    execFileSync('prlimit', ['--core=0:0', '--pid', String(process.pid)], { stdio: 'ignore', timeout: 2_000 });
  } catch {
    // What counts is whether it is off now.
  }
  if (mayDump() !== false) log.warn({}, 'core dumps are on: start me with "ulimit -c 0", or as the image does');
}

/** Undefined where nobody tells. */
function mayDump(): boolean | undefined {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    const [, soft, hard] = /^Max core file size\s+(\S+)\s+(\S+)/m.exec(limits) ?? [];
    return soft === undefined ? undefined : soft !== '0' || hard !== '0';
  } catch {
    return undefined;
  }
}
