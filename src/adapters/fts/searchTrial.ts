import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { SearchUnavailable } from '../../ports/knowledgeIndex.ts';
import type { SearchTrial, TrialRequest } from '../../ports/searchTrial.ts';
import type { DatabasePlace } from '../sql/openDatabase.ts';

/** What the thread is started with. */
export interface TrialJob {
  place: DatabasePlace;
  request: TrialRequest;
}

/** What it sends at its end. */
export type TrialPlaces = readonly (readonly (number | undefined)[])[];

/** Tries the full-text search, with its own ranking and fusion, in a thread that lives for one trial. */
export function searchTrial({ databaseUrl, databaseIdentity, dataDir }: DatabasePlace): SearchTrial {
  return {
    async places(request, signal) {
      signal.throwIfAborted();
      const job: TrialJob = { place: { databaseUrl, databaseIdentity, dataDir }, request };
      const worker = new Worker(new URL('./trialWorker.ts', import.meta.url), { workerData: job, name: 'trial' });
      try {
        const [places] = (await Promise.race([
          once(worker, 'message', { signal }),
          once(worker, 'exit', { signal }).then(() => Promise.reject(new Error('The thread ended without a result.'))),
        ])) as [TrialPlaces];
        return places;
      } catch (error) {
        signal.throwIfAborted();
        throw new SearchUnavailable('The search could not be tried.', { cause: error });
      } finally {
        await worker.terminate();
      }
    },
  };
}
