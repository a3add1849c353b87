import type { SearchConnection } from './searchConnection.ts';
import { callSearch } from './searchFault.ts';
import { sendActions } from './sendActions.ts';

const WITHIN_MS = 20_000;
const AT_ONCE = 1000;

/**
 * Takes out entries of revisions that the database has not reached: somebody restored an older one. True when there
 * were any. Reads keys alone, never a passage.
 */
export async function dropLostFuture(
  connection: SearchConnection,
  currentRevision: () => Promise<number>,
  going: { mayGoOn: () => Promise<boolean>; signal: AbortSignal },
): Promise<boolean> {
  const current = await currentRevision();
  let hasDropped = false;
  for (;;) {
    const keys = await keysAfter(current, connection, going.signal);
    if (keys.length === 0) return hasDropped;
    hasDropped = true;
    const removals = keys.map((key) => ({ __actionType: 'delete' as const, key }));
    if (!(await sendActions(removals, connection, going))) return hasDropped;
  }
}

async function keysAfter(revision: number, { documents }: SearchConnection, signal: AbortSignal): Promise<string[]> {
  const options = { filter: `revision gt ${Math.trunc(revision)}`, select: ['key'], top: AT_ONCE };
  return callSearch(
    async (call) => {
      const found = await documents.search('*', { ...options, ...call });
      const keys: string[] = [];
      for await (const { document } of found.results) keys.push((document as { key: string }).key);
      return keys;
    },
    { withinMs: WITHIN_MS, signal },
  );
}
