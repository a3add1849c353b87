/** What a reader thought of one answer. The latest word of a person on an answer counts. */
export interface Feedback {
  answerId: string;
  agentId: string;
  reaction: 'like' | 'dislike';
  /** In the person's words; may be empty. */
  reason: string;
  at: Date;
}

/** Keeps thumbs up and down with their reasons. */
export interface FeedbackStore {
  save(feedback: Feedback): Promise<void>;
  list(since: Date): Promise<readonly Feedback[]>;
  /** Forgets everything given before `before`; returns how many. */
  prune(before: Date): Promise<number>;
}
