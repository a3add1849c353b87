// Loaded into a measured process before its own code (`--import`): answers over IPC how late its event loop was.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

/** How late timers fired since the last time somebody asked. */
export interface LoopDelay {
  p50: number;
  p99: number;
  max: number;
}

const RESOLUTION_MS = 1;

// Threads load what their process loads.
if (isMainThread) answerQuestions();

function answerQuestions(): void {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  // The histogram holds whole intervals, the wanted pause included.
  const late = (nanoseconds: number): number => Math.max(0, Math.round(nanoseconds / 1e5 - RESOLUTION_MS * 10) / 10);
  process.on('message', (message) => {
    if (message !== 'loop delay') return;
    const [p50, p99, max] = [histogram.percentile(50), histogram.percentile(99), histogram.max].map(late) as Triple;
    histogram.reset();
    process.send?.({ p50, p99, max } satisfies LoopDelay);
  });
  process.channel?.unref();
}

type Triple = [number, number, number];
