import { createHash } from 'node:crypto';
import type { KnowledgeDocument } from '../../domain/knowledgeDocument.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FollowedItem, FollowedSources, SourceFollower } from '../../ports/followedSources.ts';
import type { KnowledgeSource } from '../../ports/knowledgeSource.ts';
import type { KnowledgeStore } from '../../ports/knowledgeStore.ts';
import type { Log } from '../../ports/log.ts';
import type { DocumentReader } from '../documentReader.ts';

/** What a look at a source is made with. */
export interface SourcePorts {
  followed: FollowedSources;
  knowledge: KnowledgeStore;
  clock: Clock;
  log: Log;
  reader: Pick<DocumentReader, 'read'>;
  /** Called once in a look, before the first document is read or forgotten. */
  onBegin(): Promise<void>;
  /** Called once in a look, after the first document was read. */
  onFirstRead(): Promise<void>;
}

/** What a look has done. */
export interface SourceTotal {
  read: number;
  unchanged: number;
  refused: number;
  forgotten: number;
  /** Names of the files that were read. */
  files: string[];
}

/** One look at a source, under way. */
export interface SourceRound {
  source: KnowledgeSource;
  follower: SourceFollower;
  ports: SourcePorts;
  signal: AbortSignal;
  /** Documents as they were last listed, by id. */
  known: Map<string, FollowedItem>;
  /** What is in the knowledge base, by document id. */
  stored: Map<string, KnowledgeDocument>;
  total: SourceTotal;
  hasBegun: boolean;
}

/** Somebody else follows the source now. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

/** Fetching and reading one document takes less, as does any request with its waits. */
const LEASE_MS = 10 * 60_000;

/** Opens a round; undefined while another process follows the source. */
export async function openRound(
  { source, worker }: { source: KnowledgeSource; worker: string },
  ports: SourcePorts,
  signal: AbortSignal,
): Promise<SourceRound | undefined> {
  const follower = { sourceId: source.sourceId, worker };
  if (!(await claimFor(follower, ports, LEASE_MS))) return undefined;
  const documents = await ports.knowledge.listDocuments();
  const own = documents.filter(({ path }) => path.startsWith(`${source.sourceId}/`));
  const items = await ports.followed.items(source.sourceId);
  return {
    ...{ source, follower, ports, signal },
    known: new Map(items.map((item) => [item.itemId, item])),
    stored: new Map(own.map((document) => [document.documentId, document])),
    total: { read: 0, unchanged: 0, refused: 0, forgotten: 0, files: [] },
    hasBegun: false,
  };
}

/** Lets another process follow. */
export async function closeRound({ follower, ports }: SourceRound): Promise<void> {
  await claimFor(follower, ports, 0);
}

/** Makes the lease longer. Throws LeaseLost, and what the signal was aborted with. */
export async function holdLease({ follower, ports, signal }: SourceRound): Promise<void> {
  signal.throwIfAborted();
  if (!(await claimFor(follower, ports, LEASE_MS))) throw new LeaseLost();
}

/** Keeps rows of documents. Throws LeaseLost. */
export async function keepItems(round: SourceRound, items: readonly FollowedItem[]): Promise<void> {
  if (items.length === 0) return;
  if (!(await round.ports.followed.keep(round.follower, items))) throw new LeaseLost();
  for (const item of items) round.known.set(item.itemId, item);
}

/** Forgets documents of these items, first what can be found and then that they were there. Throws LeaseLost. */
export async function forgetItems(round: SourceRound, itemIds: readonly string[]): Promise<void> {
  const there = itemIds.filter((itemId) => round.known.has(itemId));
  if (there.length === 0) return;
  await forgetText(round, there);
  if (!(await round.ports.followed.drop(round.follower, there))) throw new LeaseLost();
  for (const itemId of there) round.known.delete(itemId);
}

/** Takes what was read of these items out of the knowledge base. */
export async function forgetText(round: SourceRound, itemIds: readonly string[]): Promise<void> {
  const ids = itemIds.map((itemId) => documentIdOf(round.source.sourceId, itemId));
  await forgetDocuments(
    round,
    ids.filter((id) => round.stored.has(id)),
  );
}

/** Takes documents out of the knowledge base. */
export async function forgetDocuments(round: SourceRound, documentIds: readonly string[]): Promise<void> {
  if (documentIds.length === 0) return;
  await begin(round);
  await round.ports.knowledge.removeDocuments(documentIds);
  for (const id of documentIds) round.stored.delete(id);
  round.total.forgotten += documentIds.length;
}

/** Says once that something is about to change. */
export async function begin(round: SourceRound): Promise<void> {
  if (round.hasBegun) return;
  round.hasBegun = true;
  await round.ports.onBegin();
}

/** Path by which a document of a source is known. */
export function pathOf(sourceId: string, itemId: string): string {
  return `${sourceId}/${itemId}`;
}

export function documentIdOf(sourceId: string, itemId: string): string {
  return createHash('sha256').update(pathOf(sourceId, itemId)).digest('hex').slice(0, 16);
}

function claimFor(
  follower: SourceFollower,
  { followed, clock }: Pick<SourcePorts, 'followed' | 'clock'>,
  millis: number,
): Promise<boolean> {
  const now = clock.now();
  return followed.claim(follower, now, new Date(now.getTime() + millis));
}
