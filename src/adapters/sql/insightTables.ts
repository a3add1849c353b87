import type { Feeling } from '../../domain/callNote.ts';

/** Figures of an approved note. */
export interface NoteFiguresTable {
  draft_id: string;
  /** Milliseconds since 1970. */
  called_at: number;
  approved_at: number;
  after_call_seconds: number | null;
  topic: string;
  topic_key: string;
  customer_key: string;
  sentiment_start: Feeling;
  sentiment_end: Feeling;
  edit_words: number | null;
  /** 1 where a model wrote it. */
  by_model: number;
  answers: number;
}
