import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 20;

/** Highest resident memory of a process and of any process it started. Linux; elsewhere the figures are 0. */
export function watchPeaks(pid: number): { stop(): { parentMb: number; childMb: number; children: number } } {
  let parentMb = 0;
  let childMb = 0;
  const children = new Set<string>();
  const look = (): void => {
    parentMb = Math.max(parentMb, peakMb(String(pid)));
    for (const child of childrenOf(pid)) {
      children.add(child);
      childMb = Math.max(childMb, peakMb(child));
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return { parentMb, childMb, children: children.size };
    },
  };
}

function childrenOf(pid: number): string[] {
  return read(`/proc/${pid}/task/${pid}/children`)
    .split(' ')
    .filter((child) => child !== '');
}

/** VmHWM: the highest it ever was, not what it is now (proc_pid_status(5)). */
function peakMb(pid: string): number {
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
