import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../ports/log.ts';

/** What is done again and again, and what the log says where it fails. */
export interface Look {
  everyMs: number;
  look: (signal: AbortSignal) => Promise<void>;
  failed: string;
}

/** Looks after every pause until it is stopped; a look that fails is logged, and the next one comes all the same. */
export function keepLooking({ everyMs, look, failed }: Look, log: Log): { stop(): Promise<void> } {
  const closing = new AbortController();
  const { signal } = closing;
  const wait = () => sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
  const lookAgain = async (): Promise<void> => {
    for (await wait(); !signal.aborted; await wait()) {
      await look(signal).catch((error: unknown) => {
        if (signal.aborted) return;
        log.error({ kind: error instanceof Error ? error.name : typeof error }, failed);
      });
    }
  };
  const looking = lookAgain();
  return {
    stop: () => {
      closing.abort();
      return looking;
    },
  };
}
