import type { GapReason } from '../domain/gapTopic.ts';

/** A question the knowledge base should answer better. */
export interface KnowledgeGap {
  gapId: string;
  /** The answer that left something to be desired; it may have been forgotten since. */
  answerId: string;
  question: string;
  /** Who asked or, for the other reasons, who said so. */
  agentId: string;
  why: GapReason;
  at: Date;
  /** When the knowledge base was found to answer it; missing while the gap is open. */
  answeredAt?: Date;
}

/** What the knowledge team should write next. */
export interface GapStore {
  /** Saving the same gapId again changes nothing. Returns false then. */
  save(gap: KnowledgeGap): Promise<boolean>;
  /** Gaps found since `since`, oldest first, answered ones among them. */
  list(since: Date): Promise<readonly KnowledgeGap[]>;
  /**
   * Closes these gaps. True when every one of them was open, so that of several processes that close the same gaps at
   * the same moment exactly one may tell people.
   */
  close(gapIds: readonly string[], at: Date): Promise<boolean>;
  /** Forgets everything found before `before`; returns how many. */
  prune(before: Date): Promise<number>;
}
