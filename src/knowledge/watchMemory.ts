import { readFile } from 'node:fs/promises';

const LOOK_EVERY_MS = 200;
const PAGE_BYTES = 4096;

/**
 * Calls `onExceeded` once the process holds more than this, until `signal` aborts. A heap limit does not count buffers,
 * into which a few kilobytes of file can unpack gigabytes. Where there is no /proc (not Linux) the heap limit has to do.
 */
export function watchMemory(
  pid: number | undefined,
  megabytes: number,
  signal: AbortSignal,
  onExceeded: () => void,
): void {
  if (pid === undefined) return;
  const timer = setInterval(() => {
    void residentBytes(pid).then((bytes) => {
      if (!signal.aborted && bytes > megabytes * 1024 * 1024) onExceeded();
    });
  }, LOOK_EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
}

/** Second field of /proc/<pid>/statm: resident pages (proc_pid_statm(5)); 0 where it cannot be told. */
async function residentBytes(pid: number): Promise<number> {
  try {
    return Number((await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')[1] ?? 0) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
