import type { FollowedItem } from '../../ports/followedSources.ts';

/** A source outside this house, how far it was followed, and who may follow it. */
export interface FollowedSourceTable {
  source_id: string;
  cursor: string | null;
  /** Milliseconds since 1970. */
  looked_at: number | null;
  trouble: string | null;
  worker: string;
  /** Milliseconds since 1970. */
  held_until: number;
}

/** A document of such a source. */
export interface FollowedItemTable {
  source_id: string;
  item_id: string;
  file: string;
  version: string;
  bytes: number;
  /** JSON; null: every signed-in agent; `[]`: nobody. */
  groups: string | null;
  notice: string | null;
  url: string | null;
  state: FollowedItem['state'];
  sentence: string | null;
}
