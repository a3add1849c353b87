import { setTimeout as sleep } from 'node:timers/promises';

/** A way for live calls into this process. */
export interface LiveSource {
  source: 'siprec' | 'acs';
  readonly load: { calls: number; hasRoom: boolean };
  /** No further call is let in; those under way go on. */
  drain(): void;
}

const LOOK_EVERY_MS = 200;

/** Lets no call in any more and waits until the last one has ended, or the signal; resolves to how many are left. */
export async function drainCalls(sources: readonly LiveSource[], signal: AbortSignal): Promise<number> {
  for (const source of sources) source.drain();
  const calls = (): number => sources.reduce((sum, { load }) => sum + load.calls, 0);
  while (calls() > 0 && !signal.aborted) await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  return calls();
}
