import { setTimeout as sleep } from 'node:timers/promises';
import type { SearchConnection } from './searchConnection.ts';
import { callSearch, isPassing, SearchFault } from './searchFault.ts';

/** One thing to do with one entry of the index; fields as `searchShape` names them, a key at least. */
export interface IndexAction {
  __actionType: 'upload' | 'merge' | 'delete';
  key: string;
}

/** Limits of one request; https://learn.microsoft.com/rest/api/searchservice/addupdate-or-delete-documents */
const ACTIONS_AT_ONCE = 1000;
/** Of 16 MB; the rest is for what the SDK writes around it. */
const BYTES_AT_ONCE = 15_000_000;
const WITHIN_MS = 20_000;
const TRIES = 6;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Sends actions in their order, in requests that break no limit. What fails in passing, whole or in parts, is sent
 * again as late as the service asks for; `mayGoOn` is asked before each request. Throws SearchFault when something does
 * not get through; resolves to false when it may not go on.
 */
export async function sendActions(
  actions: readonly IndexAction[],
  { send }: Pick<SearchConnection, 'send'>,
  { mayGoOn, signal }: { mayGoOn: () => Promise<boolean>; signal: AbortSignal },
): Promise<boolean> {
  for (const batch of batchesOf(actions)) {
    let left = batch;
    for (let tried = 0; left.length > 0; tried += 1) {
      if (!(await mayGoOn())) return false;
      const { again, fault } = await sendOnce(left, send, signal);
      left = again;
      if (fault === undefined) continue;
      if (tried + 1 === TRIES || (fault.waitMs ?? 0) > LONGEST_PAUSE_MS) throw fault;
      await sleep(fault.waitMs ?? pauseAfter(tried), undefined, { signal });
    }
  }
  return true;
}

interface Sent {
  /** What must be sent again. */
  again: IndexAction[];
  /** Why. */
  fault?: SearchFault;
}

async function sendOnce(actions: IndexAction[], send: SearchConnection['send'], signal: AbortSignal): Promise<Sent> {
  try {
    const { results } = await callSearch((options) => send(actions, options), {
      withinMs: WITHIN_MS,
      signal,
    });
    const statuses = new Map(results.map(({ key, statusCode, succeeded }) => [key, succeeded ? 200 : statusCode]));
    const failed = actions.filter((action) => !isDone(action, statuses.get(action.key)));
    if (failed.length === 0) return { again: [] };
    return { again: failed, fault: partialFault(failed.map(({ key }) => statuses.get(key) ?? 503)) };
  } catch (error) {
    if (!(error instanceof SearchFault) || !error.isPassing) throw error;
    return { again: actions, fault: error };
  }
}

/** A vector for a passage that is gone by now has nowhere to go. An entry nobody spoke of was not done. */
function isDone({ __actionType }: IndexAction, status: number | undefined): boolean {
  return status === 200 || (status === 404 && __actionType !== 'upload');
}

/** Throws when one of them will never get through. */
function partialFault(statuses: readonly number[]): SearchFault {
  const worst = statuses.find((status) => !isPassing(status));
  const fault = new SearchFault(
    `Azure AI Search did not take ${statuses.length} of the passages (${worst ?? statuses[0]}).`,
    { status: worst ?? statuses[0], isPassing: worst === undefined, waitMs: undefined },
  );
  if (worst !== undefined) throw fault;
  return fault;
}

/** Chance keeps several processes from coming back at the same moment. */
function pauseAfter(tried: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tried) * (0.75 + Math.random() / 4);
}

/** The service does not say in which order it works on one request: two actions on one key go apart. */
function batchesOf(actions: readonly IndexAction[]): IndexAction[][] {
  const batches: IndexAction[][] = [];
  let bytes = Infinity;
  let keys = new Set<string>();
  for (const action of actions) {
    const size = Buffer.byteLength(JSON.stringify(action));
    const batch = batches.at(-1);
    if (batch?.length === ACTIONS_AT_ONCE || bytes + size > BYTES_AT_ONCE || keys.has(action.key)) {
      batches.push([action]);
      bytes = size;
      keys = new Set([action.key]);
    } else {
      batch?.push(action);
      bytes += size;
      keys.add(action.key);
    }
  }
  return batches;
}
