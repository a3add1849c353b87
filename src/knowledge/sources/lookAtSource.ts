import type { FollowedSource } from '../../ports/followedSources.ts';
import { CursorExpired, type KnowledgeSource, SourceUnavailable } from '../../ports/knowledgeSource.ts';
import { readDue } from './readDue.ts';
import {
  closeRound,
  documentIdOf,
  forgetDocuments,
  forgetItems,
  holdLease,
  keepItems,
  LeaseLost,
  openRound,
  type SourcePorts,
  type SourceRound,
  type SourceTotal,
} from './sourceRound.ts';
import { takeListed, takeRights } from './takeListed.ts';

/** What came of a look. */
export type SourceOutcome =
  | { kind: 'followed'; total: SourceTotal }
  /** Another process follows the source. */
  | { kind: 'elsewhere' }
  /** What was read stays; `waitMs`: how long the source asks to be left alone. */
  | { kind: 'trouble'; total: SourceTotal; sentence: string; waitMs: number | undefined };

/** Rights that nobody could ask for so long may be those of people who have left. */
const TRUSTED_MS = 24 * 3_600_000;

/**
 * Brings the knowledge base abreast of a source: takes away what is gone or withdrawn, remembers how far it has come,
 * then reads what is new. Whatever breaks off, the next look goes on from there. Throws what no source is to blame for.
 */
export async function lookAtSource(
  following: { source: KnowledgeSource; worker: string },
  ports: SourcePorts,
  signal: AbortSignal,
): Promise<SourceOutcome> {
  const round = await openRound(following, ports, signal);
  if (round === undefined) return { kind: 'elsewhere' };
  try {
    const fault = await look(round);
    if (fault === undefined) return { kind: 'followed', total: round.total };
    return { kind: 'trouble', total: round.total, sentence: fault.message, waitMs: fault.waitMs };
  } catch (error) {
    if (error instanceof LeaseLost) return { kind: 'elsewhere' };
    throw error;
  } finally {
    await closeRound(round);
  }
}

async function look(round: SourceRound): Promise<SourceUnavailable | undefined> {
  await mend(round);
  const before = (await round.ports.followed.find(round.source.sourceId)) ?? { sourceId: round.source.sourceId };
  let now: FollowedSource = before;
  let fault: SourceUnavailable | undefined;
  try {
    const cursor = await takeChanges(round, before.cursor);
    now = { sourceId: before.sourceId, lookedAt: round.ports.clock.now(), ...(cursor === undefined ? {} : { cursor }) };
    await note(round, now);
    fault = await readDue(round);
  } catch (error) {
    if (!(error instanceof SourceUnavailable)) throw error;
    round.signal.throwIfAborted();
    fault = error;
    if (isLongAgo(before, round)) await distrust(round);
  }
  const { trouble: _, ...untroubled } = now;
  if (fault !== undefined || now.trouble !== undefined)
    await note(round, fault === undefined ? untroubled : { ...untroubled, trouble: fault.message });
  return fault;
}

/** Rows and knowledge base may differ after a crash, or after somebody else wrote into one of them. */
async function mend(round: SourceRound): Promise<void> {
  const { known, stored, source } = round;
  const ids = new Set([...known.keys()].map((itemId) => documentIdOf(source.sourceId, itemId)));
  await forgetDocuments(
    round,
    [...stored.keys()].filter((documentId) => !ids.has(documentId)),
  );
  const lost = [...known.values()].filter(
    ({ itemId, state }) => state === 'read' && !stored.has(documentIdOf(source.sourceId, itemId)),
  );
  await keepItems(
    round,
    lost.map((item) => ({ ...item, state: 'due' })),
  );
}

/** Resolves to where the next look goes on. */
async function takeChanges(round: SourceRound, since: string | undefined): Promise<string | undefined> {
  try {
    return await takePages(round, since);
  } catch (error) {
    if (!(error instanceof CursorExpired)) throw error;
    round.ports.log.info({ source: round.source.name }, 'the source has forgotten where we were; listing it anew');
    return await takePages(round, undefined);
  }
}

async function takePages(round: SourceRound, since: string | undefined): Promise<string | undefined> {
  const listed = new Set<string>();
  let cursor: string | undefined;
  let isWhole = false;
  for await (const page of round.source.look(since, round.signal)) {
    await holdLease(round);
    // An item may come twice; what is told last holds.
    const latest = new Map(page.changed.map((item) => [item.itemId, item]));
    await takeListed(round, [...latest.values()]);
    await forgetItems(round, page.gone);
    for (const itemId of latest.keys()) listed.add(itemId);
    for (const itemId of page.gone) listed.delete(itemId);
    ({ isWhole, cursor } = { isWhole: page.isWhole, cursor: page.cursor });
  }
  await holdLease(round);
  if (isWhole)
    await forgetItems(
      round,
      [...round.known.keys()].filter((itemId) => !listed.has(itemId)),
    );
  await takeRights(round, listed);
  return cursor;
}

async function note(round: SourceRound, { sourceId: _, ...source }: FollowedSource): Promise<void> {
  if (!(await round.ports.followed.note(round.follower, source))) throw new LeaseLost();
}

function isLongAgo({ lookedAt }: FollowedSource, { ports }: SourceRound): boolean {
  return lookedAt !== undefined && ports.clock.now().getTime() - lookedAt.getTime() > TRUSTED_MS;
}

/** Closes what was read until the source can be asked again who may read it. */
async function distrust(round: SourceRound): Promise<void> {
  if (round.stored.size === 0) return;
  round.ports.log.warn(
    { source: round.source.name },
    'rights could not be asked for a day; its documents are withdrawn',
  );
  await forgetDocuments(round, [...round.stored.keys()]);
  const read = [...round.known.values()].filter(({ state }) => state === 'read');
  await keepItems(
    round,
    read.map((item) => ({ ...item, state: 'due' })),
  );
}
