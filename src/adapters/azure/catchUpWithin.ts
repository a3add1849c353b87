import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { FeedOutcome, SearchFeeder } from './feedSearchIndex.ts';
import { SearchFault } from './searchFault.ts';

/** How long one search may wait for what was just written. */
const PATIENCE_MS = 500;
/** Further behind than this, waiting would not help the search that waits. */
const LITTLE = 100;
const LOOK_AGAIN_MS = 20;
/** After a fault the service is left alone for so long, or as long as it asks for. */
const REST_MS = 5000;

/** Keeps the index abreast of the database: at once before a search, and in the background. */
export interface CatchUp {
  /** Waits for what little is missing; a fault of the feeding does not keep anybody from searching. True when so much is
   * missing that a search would mislead. */
  isFarBehind(): Promise<boolean>;
  /** Resolves when nothing is missing. Throws SearchFault. */
  fully(signal: AbortSignal): Promise<void>;
  /** One round; faults are logged when they begin and when they end. */
  quietly(): Promise<void>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

interface CatchUpPorts {
  feeder: SearchFeeder;
  clock: Clock;
  log: Log;
  /** How long one search may wait; half a second unless somebody says otherwise. */
  patienceMs?: number;
}

/** Feeds never twice at once; `closing` ends what is under way. */
export function catchUpWithin(
  { feeder, clock, log, patienceMs = PATIENCE_MS }: CatchUpPorts,
  closing: AbortSignal,
): CatchUp {
  let running: Promise<FeedOutcome> | undefined;
  let restsUntil = 0;
  let isFailing = false;

  const feed = (): Promise<FeedOutcome> => {
    running ??= feeder.feed(closing).finally(() => (running = undefined));
    return running;
  };
  const attempt = async (): Promise<void> => {
    if (clock.now().getTime() < restsUntil) return;
    try {
      await feed();
      if (isFailing) log.info({}, 'search index is fed again');
      isFailing = false;
    } catch (error) {
      if (closing.aborted) return;
      restsUntil = clock.now().getTime() + ((error instanceof SearchFault ? error.waitMs : undefined) ?? REST_MS);
      feeder.mistrust();
      if (!isFailing)
        log.warn({ reason: reasonOf(error) }, 'search index not fed, it goes on when the service is back');
      isFailing = true;
    }
  };
  const waitUntilThere = async (): Promise<void> => {
    const giveUpAt = performance.now() + patienceMs;
    while (performance.now() < giveUpAt) {
      const behind = await feeder.behind();
      if ((behind === 0 && feeder.isTrusted()) || behind > LITTLE || isFailing || closing.aborted) return;
      // Another process may be at it.
      await Promise.race([attempt(), patience(patienceMs)]);
      if ((await feeder.behind()) > 0) await sleep(LOOK_AGAIN_MS);
    }
  };
  return {
    isFarBehind: async () => {
      await Promise.race([waitUntilThere(), patience(patienceMs)]);
      return (await feeder.behind()) > LITTLE;
    },
    fully: async (signal) => {
      for (;;) {
        signal.throwIfAborted();
        const outcome = await feed();
        if (outcome.kind === 'done' && (await feeder.behind()) === 0) return;
        await sleep(LOOK_AGAIN_MS, undefined, { signal });
      }
    },
    quietly: attempt,
    settled: async () => {
      await running?.catch(() => undefined);
    },
  };
}

function patience(patienceMs: number): Promise<void> {
  return sleep(patienceMs, undefined, { ref: false });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
