/** Why a question counts as a gap: nothing was found, somebody told the knowledge team, or the answer got a thumb down. */
export type GapReason = 'no-source' | 'flagged' | 'disliked';

/** What several people asked in other words and the knowledge base should answer better. */
export interface GapTopic {
  /** The words that its questions share, as somebody typed them. */
  words: readonly string[];
  /** How often it was asked. */
  questions: number;
  /** How many people asked. */
  people: number;
  /** How many of the questions were gaps for which reason; one question may be one for several. */
  reasons: Readonly<Record<GapReason, number>>;
  newest: Date;
  /** A few of the questions, newest first, without what could tell who the caller is. */
  examples: readonly string[];
}
