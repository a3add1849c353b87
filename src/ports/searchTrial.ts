/** A question made of one passage, with the passage as it is without the words of the question. */
export interface TrialQuestion {
  passageId: string;
  text: string;
  /** Of the question, of length 1. */
  vector: Float32Array;
  /** What is left of the passage. */
  rest: { text: string; vector: Float32Array };
}

/** What to try. */
export interface TrialRequest {
  model: string;
  questions: readonly TrialQuestion[];
  /** Passages among which the right one must be found, besides those of the questions. */
  among: readonly string[];
  /** How much the vectors count; 0 is search by words alone. */
  weights: readonly number[];
  /** How far down the right passage is looked for. */
  depth: number;
}

/** Tries the search on questions of which the right passage is known, beside the work of the real one. */
export interface SearchTrial {
  /**
   * Per weight and question the 1-based place of the right passage; undefined below `depth`. Throws SearchUnavailable
   * and what the signal was aborted with.
   */
  places(request: TrialRequest, signal: AbortSignal): Promise<readonly (readonly (number | undefined)[])[]>;
}
