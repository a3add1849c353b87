import { isDeepStrictEqual } from 'node:util';
import { posix } from 'node:path';
import type { FollowedItem } from '../../ports/followedSources.ts';
import type { SourceItem, SourceRights } from '../../ports/knowledgeSource.ts';
import { isNarrower } from '../forgetDocuments.ts';
import { formatByName } from '../readers/detectFormat.ts';
import { READ_LIMITS } from '../readLimits.ts';
import { forgetItems, forgetText, holdLease, keepItems, type SourceRound } from './sourceRound.ts';

const TOO_LARGE = 'The file is larger than 100 MB; split it.';
/** Asked for at once; the source may ask for them in smaller portions. */
const RIGHTS_AT_ONCE = 200;

/** Takes over what the source says has changed; whoever lost a document loses it now, before anything is read. */
export async function takeListed(round: SourceRound, items: readonly SourceItem[]): Promise<void> {
  const wanted = items.filter(({ file }) => isDocument(file));
  // A document may have been given a name that is none of ours.
  const unwanted = items.filter(({ file }) => !isDocument(file)).map(({ itemId }) => itemId);
  await forgetItems(round, unwanted);
  await takeItems(round, wanted);
}

/** Asks for the rights of what was not listed this time, where the source does not tell every change of them. */
export async function takeRights(round: SourceRound, listed: ReadonlySet<string>): Promise<void> {
  const { source, known, signal } = round;
  const unlisted = [...known.keys()].filter((itemId) => !listed.has(itemId));
  if (source.rightsOf === undefined) return;
  for (let start = 0; start < unlisted.length; start += RIGHTS_AT_ONCE) {
    await holdLease(round);
    const some = unlisted.slice(start, start + RIGHTS_AT_ONCE);
    await takeRightsOf(round, some, await source.rightsOf(some, signal));
  }
}

/** Takes over the rights of these documents; who is left out is gone. */
export async function takeRightsOf(
  round: SourceRound,
  itemIds: readonly string[],
  rights: ReadonlyMap<string, SourceRights>,
): Promise<void> {
  const withRights: SourceItem[] = [];
  for (const itemId of itemIds) {
    const known = round.known.get(itemId);
    const now = rights.get(itemId);
    if (known === undefined || now === undefined) continue;
    const { state: _, sentence: __, groups: ___, notice: ____, ...item } = known;
    withRights.push({ ...item, ...now });
  }
  await takeItems(round, withRights);
  await forgetItems(
    round,
    itemIds.filter((itemId) => !rights.has(itemId)),
  );
}

async function takeItems(round: SourceRound, items: readonly SourceItem[]): Promise<void> {
  const narrowed = items.filter(({ itemId, groups }) => {
    const before = round.known.get(itemId);
    return before !== undefined && isNarrower(groups, before.groups);
  });
  await forgetText(
    round,
    narrowed.map(({ itemId }) => itemId),
  );
  const rows = items.map((item) => rowOf(item, round.known.get(item.itemId)));
  const unreadable = rows.filter(({ state }) => state === 'refused' || state === 'closed');
  await forgetText(
    round,
    unreadable.map(({ itemId }) => itemId),
  );
  await keepItems(
    round,
    rows.filter((row) => !isDeepStrictEqual(row, round.known.get(row.itemId))),
  );
}

function rowOf(item: SourceItem, before: FollowedItem | undefined): FollowedItem {
  if (item.groups?.length === 0) return { ...item, state: 'closed' };
  if (item.bytes > READ_LIMITS.fileBytes) return { ...item, state: 'refused', sentence: TOO_LARGE };
  const isSame =
    before !== undefined &&
    before.state !== 'closed' &&
    isDeepStrictEqual(readWith(item), readWith(before)) &&
    before.bytes <= READ_LIMITS.fileBytes;
  if (!isSame) return { ...item, state: 'due' };
  const { state, sentence } = before;
  return { ...item, state, ...(sentence === undefined ? {} : { sentence }) };
}

/** What a document is read with: when one of these changes it is read again. */
function readWith({ version, file, groups, url }: SourceItem): unknown[] {
  return [version, file, groups, url];
}

/** Known kinds; "~$" marks the lock file of an open Office document. */
function isDocument(file: string): boolean {
  const name = posix.basename(file);
  return !/^(\.|~\$)/.test(name) && formatByName(name) !== undefined;
}
