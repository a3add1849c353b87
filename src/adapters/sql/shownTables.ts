/** A message that shows a note. */
export interface ShownNoteTable {
  conversation_id: string;
  activity_id: string;
  draft_id: string;
  reader_id: string;
}

/** A message that showed a customer who was forgotten. */
export interface ForgottenMessageTable {
  conversation_id: string;
  activity_id: string;
  /** Milliseconds since 1970. */
  since: number;
}
