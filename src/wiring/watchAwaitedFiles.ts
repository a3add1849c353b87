import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fetchAwaitedFiles, type FetchPorts } from '../notes/fetchAwaitedFiles.ts';
import type { AwaitedFile } from '../ports/awaitedFiles.ts';

const EVERY_MS = 1_000;
const KINDS: readonly AwaitedFile['kind'][] = ['transcript', 'recording'];

/** Fetches the transcripts and recordings that call platforms named, in the background, and tells which calls changed. */
export function watchAwaitedFiles(
  onCalls: (callIds: readonly string[]) => void,
  ports: FetchPorts,
  everyMs = EVERY_MS,
): { stop(): Promise<void> } {
  const closing = new AbortController();
  const { signal } = closing;
  const worker = randomUUID();
  const fetchDue = async (kind: AwaitedFile['kind']): Promise<void> => {
    try {
      const callIds = await fetchAwaitedFiles({ worker, kind }, ports, signal);
      if (callIds.length > 0) onCalls(callIds);
    } catch (error) {
      ports.log.error({ kind: error instanceof Error ? error.name : typeof error }, 'could not fetch files of calls');
    }
  };
  const wait = () => sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
  // A long recording must not hold up the transcripts of other calls.
  const keepFetching = async (kind: AwaitedFile['kind']): Promise<void> => {
    for (await wait(); !signal.aborted; await wait()) await fetchDue(kind);
  };
  const looking = KINDS.map(keepFetching);
  return {
    stop: async () => {
      closing.abort();
      await Promise.all(looking);
    },
  };
}
