import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FollowedItem } from '../../ports/followedSources.ts';
import { ItemGone, ItemRefused, SourceUnavailable } from '../../ports/knowledgeSource.ts';
import type { ReadOutcome } from '../documentReader.ts';
import { absolutePath } from '../posixPath.ts';
import { READ_LIMITS } from '../readLimits.ts';
import { begin, documentIdOf, forgetText, holdLease, keepItems, pathOf, type SourceRound } from './sourceRound.ts';
import { takeRightsOf } from './takeListed.ts';

/** A source that fails so often in a row is away. */
const MOST_FAULTS = 3;

/**
 * Reads the documents that are due; what cannot be read is told in one sentence, and the rest goes on. Resolves to what
 * kept some of them from being fetched, which are tried again at the next look.
 */
export async function readDue(round: SourceRound): Promise<SourceUnavailable | undefined> {
  let faults = 0;
  let fault: SourceUnavailable | undefined;
  const due = [...round.known.values()].filter(({ state }) => state === 'due');
  for (const item of due.sort((a, b) => (a.file < b.file ? -1 : 1))) {
    await holdLease(round);
    try {
      await readItem(round, item);
      faults = 0;
    } catch (error) {
      if (!(error instanceof SourceUnavailable)) throw error;
      fault = error;
      faults += 1;
      if (faults === MOST_FAULTS || error.waitMs !== undefined) return fault;
    }
  }
  return fault;
}

async function readItem(round: SourceRound, listed: FollowedItem): Promise<void> {
  const { source, signal, known } = round;
  const { itemId } = listed;
  await begin(round);
  const bytes = await fetchItem(round, listed);
  if (bytes === undefined) return;
  // What came may be newer than what was listed, and meant for fewer.
  if (source.rightsOf !== undefined) await takeRightsOf(round, [itemId], await source.rightsOf([itemId], signal));
  const item = known.get(itemId);
  if (item === undefined || item.state !== 'due') return;
  const outcome = await readBytes(round, item, bytes);
  await holdLease(round);
  await store(round, item, outcome);
}

/** The bytes; undefined when there is nothing to read now. */
async function fetchItem(round: SourceRound, item: FollowedItem): Promise<Uint8Array | undefined> {
  try {
    return await round.source.open(item, READ_LIMITS.fileBytes, round.signal);
  } catch (error) {
    if (error instanceof ItemGone) return undefined;
    if (!(error instanceof ItemRefused)) throw error;
    await refuse(round, item, error.message);
    return undefined;
  }
}

async function readBytes(round: SourceRound, item: FollowedItem, bytes: Uint8Array): Promise<ReadOutcome> {
  const { source, stored, ports, signal } = round;
  const documentId = documentIdOf(source.sourceId, item.itemId);
  const known = stored.get(documentId);
  const folder = await mkdtemp(join(tmpdir(), 'earpiece-'));
  try {
    const contentPath = absolutePath(join(folder, randomUUID()));
    await writeFile(contentPath, bytes, { mode: 0o600 });
    const rights = { groups: item.groups, ...(item.url === undefined ? {} : { url: item.url }) };
    const job = { path: pathOf(source.sourceId, item.itemId), file: item.file, contentPath, documentId, rights };
    const fingerprint = known === undefined ? {} : { knownFingerprint: known.fingerprint };
    return await ports.reader.read({ ...job, origin: 'ingest', ...fingerprint }, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function store(round: SourceRound, item: FollowedItem, outcome: ReadOutcome): Promise<void> {
  const { ports, stored, total } = round;
  switch (outcome.kind) {
    case 'unchanged':
      total.unchanged += 1;
      return keepItems(round, [{ ...item, state: 'read' }]);
    case 'read': {
      await ports.knowledge.saveDocument(outcome.read);
      stored.set(outcome.read.document.documentId, outcome.read.document);
      await keepItems(round, [{ ...item, state: 'read' }]);
      if (total.read === 0) await ports.onFirstRead();
      total.read += 1;
      total.files.push(item.file);
      return;
    }
    case 'unreadable':
      return refuse(round, item, outcome.sentence);
  }
}

/** What was read from an earlier version may be wrong by now. */
async function refuse(round: SourceRound, item: FollowedItem, sentence: string): Promise<void> {
  round.ports.log.warn({ source: round.source.name, file: item.file, sentence }, 'document not readable');
  round.total.refused += 1;
  await forgetText(round, [item.itemId]);
  await keepItems(round, [{ ...item, state: 'refused', sentence }]);
}
