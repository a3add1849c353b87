/** A question the knowledge base should answer better. */
export interface KnowledgeGap {
  gapId: string;
  question: string;
  agentId: string;
  why: 'no-source' | 'flagged' | 'disliked';
  at: Date;
}

/** What the knowledge team should write next. */
export interface GapStore {
  /** Saving the same gapId again changes nothing. Returns false then. */
  save(gap: KnowledgeGap): Promise<boolean>;
  list(since: Date): Promise<readonly KnowledgeGap[]>;
}
