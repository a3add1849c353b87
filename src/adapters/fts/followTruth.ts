import { setImmediate as nextLoopTurn } from 'node:timers/promises';
import type { Connection } from '../sql/database.ts';
import { changesSince, currentRevision, rightsSince } from '../sql/knowledgeHistory.ts';
import type { Intake } from './takeIn.ts';

// A piece takes a few milliseconds and is all that one search may have to wait for besides its own.
const DOCUMENTS_AT_ONCE = 5;
/** How long one search may spend on taking in what others wrote; the rest follows in the background. */
const PATIENCE_MS = 300;

/** Keeps one index in memory abreast of the database. */
export interface Follower {
  /** Takes in everything, letting searches through in between. */
  catchUpFully(signal?: AbortSignal): Promise<void>;
  /**
   * Takes in what was committed before this call. When that is very much, new text may come later, but what was
   * removed or restricted is out when this returns.
   */
  catchUp(): Promise<void>;
}

/** Follows the database by revision. Its methods throw when the database is unavailable. */
export function followTruth(truth: Connection, intake: Intake, patienceMs = PATIENCE_MS): Follower {
  let followed = 0;

  /** Returns true when nothing is left to take in. */
  async function step(): Promise<boolean> {
    const newest = await truth.read(currentRevision);
    if (newest === followed) return true;
    if (newest < followed) {
      // Somebody restored an older database.
      intake.forgetAll();
      followed = 0;
    }
    if (followed > 0) intake.withdraw(await truth.snapshot((tables) => rightsSince(tables, followed)));
    const deadline = performance.now() + patienceMs;
    while (followed < newest) {
      const changes = await truth.snapshot((tables) => changesSince(tables, followed, DOCUMENTS_AT_ONCE));
      intake.takeIn(changes);
      followed = changes.at(-1)?.revision ?? newest;
      if (followed < newest && performance.now() >= deadline) return false;
    }
    return true;
  }

  const stepShared = shareNext(step);
  return {
    catchUp: async () => {
      await stepShared();
    },
    catchUpFully: async (signal) => {
      while (!(await stepShared()) && signal?.aborted !== true) await nextLoopTurn();
    },
  };
}

/**
 * Never runs the work twice at once. Whoever asks while it runs waits for a run that begins after they asked, one for
 * all of them.
 */
export function shareNext<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let current: Promise<unknown> = Promise.resolve();
  let next: Promise<Result> | undefined;
  return () => {
    next ??= current
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        const run = work();
        current = run;
        return run;
      });
    return next;
  };
}
