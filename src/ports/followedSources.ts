import type { SourceItem } from './knowledgeSource.ts';

/** Who follows which source. */
export interface SourceFollower {
  sourceId: string;
  /** Names the process among those that may follow it. */
  worker: string;
}

/** How far a source was followed. */
export interface FollowedSource {
  sourceId: string;
  /** Where the next look goes on; undefined: from the beginning. */
  cursor?: string;
  /** When a look last came to its end. */
  lookedAt?: Date;
  /** Sentence about what keeps it from being followed now. */
  trouble?: string;
}

/** A document of a source, as it was last listed. */
export interface FollowedItem extends SourceItem {
  /**
   * `due`: to be read; `closed`: nobody may read it, so it is not even fetched; `refused`: cannot be read until it
   * changes, as `sentence` says.
   */
  state: 'due' | 'read' | 'closed' | 'refused';
  sentence?: string;
}

/**
 * What is known of followed sources, the same for every process. Whoever has lost the lease writes nothing: their
 * `false` tells them so.
 */
export interface FollowedSources {
  /**
   * True when the worker may follow the source until `until`: nobody else does at `now`. Asking again makes it longer; a
   * time in the past gives it back.
   */
  claim(follower: SourceFollower, now: Date, until: Date): Promise<boolean>;
  find(sourceId: string): Promise<FollowedSource | undefined>;
  /** All that were ever claimed and not forgotten, ordered by id. */
  list(): Promise<readonly FollowedSource[]>;
  /** Replaces cursor, time and trouble. */
  note(follower: SourceFollower, source: Omit<FollowedSource, 'sourceId'>): Promise<boolean>;
  /** All documents of the source, ordered by id. */
  items(sourceId: string): Promise<readonly FollowedItem[]>;
  /** Adds or replaces these documents. */
  keep(follower: SourceFollower, items: readonly FollowedItem[]): Promise<boolean>;
  /** Forgets these documents; ids nobody knows are ignored. */
  drop(follower: SourceFollower, itemIds: readonly string[]): Promise<boolean>;
  /** Forgets a source with all its documents, whoever follows it. */
  forget(sourceId: string): Promise<void>;
}
