import type { Place } from './passage.ts';

/**
 * What stands behind `#` in the address of a source: `page=3` makes PDF viewers open at page 3 (RFC 8118), and our own
 * page of the passage carries it as an anchor.
 */
export function sourceAnchor({ page }: Pick<Place, 'page'>): string {
  return page === undefined ? 'passage' : `page=${page}`;
}
