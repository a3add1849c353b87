import { setImmediate as nextRound } from 'node:timers/promises';

/** What may run before the others are heard again. */
const SLICE_MS = 4;

let line: Promise<void> = Promise.resolve();
let sliceEnds = 0;

/**
 * Resolves in the order of the calls, after a round of the event loop whenever those before took longer than a slice.
 * Composing an answer takes milliseconds of the processor, and what the search finds for many people comes at once:
 * without rounds in between the process would hear nobody else meanwhile. One line for the process, as there is one loop.
 */
export function nextInLine(): Promise<void> {
  line = line.then(async () => {
    if (performance.now() < sliceEnds) return;
    await nextRound();
    sliceEnds = performance.now() + SLICE_MS;
  });
  return line;
}
