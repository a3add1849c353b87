import { setTimeout as sleep } from 'node:timers/promises';
import { dayOf, placeBelowSuccessors } from '../../domain/documentVersions.ts';
import { mayRead, type Passage, type RankedPassage } from '../../domain/passage.ts';
import type { Clock } from '../../ports/clock.ts';
import { type KnowledgeIndex, type SearchQuery, SearchUnavailable } from '../../ports/knowledgeIndex.ts';
import type { KnowledgeStore } from '../../ports/knowledgeStore.ts';
import type { Log } from '../../ports/log.ts';
import { askSearch, type FoundPassage } from './askSearch.ts';
import { catchUpWithin } from './catchUpWithin.ts';
import type { SearchFeeder } from './feedSearchIndex.ts';
import type { SearchConnection } from './searchConnection.ts';
import { SearchFault } from './searchFault.ts';
import { visibleVersions } from './visibleVersions.ts';

/** What searching needs. */
export interface SearchPorts {
  connection: SearchConnection;
  feeder: SearchFeeder;
  knowledge: Pick<KnowledgeStore, 'revision' | 'readable' | 'listDocuments'>;
  clock: Clock;
  log: Log;
  /** How long a search may wait for what was just written; half a second unless somebody says otherwise. */
  patienceMs?: number;
}

/** The ranker reads so many; fewer would leave newer versions out. */
const CANDIDATES = 50;
const LOOK_EVERY_MS = 1000;
const READY_MS = 30_000;

/**
 * Search by Azure AI Search over the knowledge base of the database, which it follows by revision. Rights and dates are
 * in every query, and what was found is read and checked in the database before it is returned.
 */
export function aiSearchIndex(ports: SearchPorts): KnowledgeIndex {
  const { feeder, knowledge } = ports;
  const closing = new AbortController();
  const catchUp = catchUpWithin(ports, closing.signal);
  const documents = visibleVersions(knowledge);
  const background = keepFeeding(catchUp, closing.signal);

  const find = async (query: SearchQuery, signal: AbortSignal | undefined): Promise<RankedPassage[]> => {
    if (await catchUp.isFarBehind()) throw new SearchUnavailable('Azure AI Search has not been sent everything yet.');
    const revision = await knowledge.revision();
    const wanted = { ...query, top: Math.max(CANDIDATES, query.top) };
    const found = await askSearch(wanted, { ...ports, revision }, signal).catch((error: unknown) => {
      if (error instanceof SearchFault && error.status === 404) feeder.mistrust();
      throw error;
    });
    const readable = await readNow(found, query, knowledge);
    const newest = await documents.newest(query.groups, query.now);
    return placeBelowSuccessors(readable, newest)
      .slice(0, query.top)
      .map(({ passage, score, caption, documentId }, position) => ({
        rank: position + 1,
        score,
        passage,
        ...(caption === undefined ? {} : { caption }),
        ...(newest.has(documentId) ? { supersededBy: newest.get(documentId)?.title ?? '' } : {}),
      }));
  };

  return {
    search: (query, signal) => untilAborted(() => translated(() => find(query, signal)), signal),
    countDocuments: (groups) => translated(() => documents.count(groups)),
    ready: () => translated(() => catchUp.fully(AbortSignal.any([closing.signal, AbortSignal.timeout(READY_MS)]))),
    close: async () => {
      closing.abort();
      await background;
      await catchUp.settled();
    },
  };
}

/** What the database says of the found passages now: their text, and whether these readers may see it today. */
async function readNow(
  found: readonly FoundPassage[],
  { groups, now }: SearchQuery,
  knowledge: Pick<KnowledgeStore, 'readable'>,
): Promise<(FoundPassage & { passage: Passage; documentId: string })[]> {
  const passages = await knowledge.readable(
    found.map(({ passageId }) => passageId),
    groups,
  );
  const byId = new Map(passages.map((passage) => [passage.passageId, passage]));
  return found.flatMap(({ caption, ...rest }) => {
    const passage = byId.get(rest.passageId);
    if (passage === undefined || !mayRead(groups, passage.groups) || !isInForce(passage, now)) return [];
    // A caption comes from the service; it is shown only where the passage still says so.
    const isCurrent = caption !== undefined && plain(passage.text).includes(plain(caption));
    return [{ ...rest, passage, documentId: passage.documentId, ...(isCurrent ? { caption } : {}) }];
  });
}

function isInForce({ effectiveDate }: Passage, now: Date): boolean {
  return effectiveDate === undefined || effectiveDate.slice(0, 'yyyy-mm-dd'.length) <= dayOf(now);
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

async function keepFeeding(catchUp: ReturnType<typeof catchUpWithin>, signal: AbortSignal): Promise<void> {
  const wait = () => sleep(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  while (!signal.aborted) {
    await catchUp.quietly();
    await wait();
  }
}

/** Every fault below is one of the search for whoever asked. */
async function translated<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SearchUnavailable || (error as Error).name === 'AbortError') throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SearchUnavailable(`The search could not be done: ${reason}`, { cause: error });
  }
}

/** The same work; whoever stops waiting hears so at once. */
async function untilAborted<Result>(work: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (signal === undefined) return work();
  signal.throwIfAborted();
  const gone = Promise.withResolvers<never>();
  const giveUp = (): void => gone.reject(signal.reason as Error);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work(), gone.promise]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
