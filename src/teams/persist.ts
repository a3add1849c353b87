import { setTimeout as sleep } from 'node:timers/promises';

/** Pauses in which a database that restarts is back; together less than whatever is claimed is held. */
export const STORE_PAUSES_MS = [500, 2_000, 5_000, 10_000, 20_000];

/** Tries again after each of these pauses; rejects with the last fault. For what can be done twice. */
export async function persist<Result>(work: () => Promise<Result>, pausesMs: readonly number[]): Promise<Result> {
  for (const pauseMs of pausesMs) {
    try {
      return await work();
    } catch {
      // The last try tells why.
      await sleep(pauseMs);
    }
  }
  return work();
}
