import { dayOf } from '../../domain/documentVersions.ts';
import type { SearchQuery } from '../../ports/knowledgeIndex.ts';

declare const guards: unique symbol;

/** A filter that holds the rights of the readers; `readersFilter` alone makes it, and no query goes without it. */
export type ReadersFilter = string & { readonly [guards]: true };

/** Stands in `groupIds` of what every signed-in agent may read; no group has this token. */
const EVERYONE = '*';

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Names that mean nothing in a filter or in a list. */
const PLAIN_NAME = /^[A-Za-z0-9_.-]{1,64}$/;

/**
 * What these readers may see of the knowledge base as it was at `revision`, on their day, as an OData filter
 * (https://learn.microsoft.com/azure/search/search-query-odata-filter). Without groups: what everybody may read.
 */
export function readersFilter({ groups, now }: Pick<SearchQuery, 'groups' | 'now'>, revision: number): ReadersFilter {
  const tokens = [EVERYONE, ...new Set(groups.map(groupToken))].join('|');
  const day = `${dayOf(now)}T00:00:00Z`;
  return [
    `groupIds/any(g: search.in(g, '${tokens}', '|'))`,
    `(effectiveFrom eq null or effectiveFrom le ${day})`,
    // What a lost future of a restored database left behind does not count.
    `revision le ${Math.trunc(revision)}`,
  ].join(' and ') as ReadersFilter;
}

/** The tokens a document carries: null is for everyone, an empty list for nobody. */
export function groupTokens(groups: readonly string[] | null): string[] {
  return groups === null ? [EVERYONE] : [...new Set(groups.map(groupToken))];
}

/**
 * A group as it stands in the index: GUIDs and plain names as they are, any other name in letters that no filter takes
 * for a command. Different groups have different tokens.
 */
function groupToken(group: string): string {
  if (GUID.test(group) || PLAIN_NAME.test(group)) return group;
  return `name:${Buffer.from(group.toWellFormed(), 'utf8').toString('base64url')}`;
}
