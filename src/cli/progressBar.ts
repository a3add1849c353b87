import type process from 'node:process';

const CELLS = 30;

/** One line at the bottom of a terminal that says how far the work is; nothing where there is no terminal. */
export interface ProgressBar {
  show(done: number, of: number, what: string): void;
  /** Takes the line away, so that other lines can be written. */
  clear(): void;
}

/** A progress bar on this stream. */
export function progressBar(stream: typeof process.stderr): ProgressBar {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  const clear = (): void => void stream.write('\r\u001b[K');
  return {
    clear,
    show(done, of, what) {
      const filled = of === 0 ? CELLS : Math.round((done / of) * CELLS);
      const line = `${'█'.repeat(filled)}${'░'.repeat(CELLS - filled)} ${done}/${of} ${what}`;
      clear();
      stream.write(line.slice(0, Math.max(20, stream.columns - 1)));
    },
  };
}
