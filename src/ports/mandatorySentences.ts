import type { MarkedSentence } from '../domain/markedSentence.ts';

/** What knowledge documents say an agent must say. */
export interface MandatorySentences {
  /** Those in documents that somebody with these groups may read and that are in force at `now`, each once, with all of these. */
  readableBy(groups: readonly string[], now: Date): Promise<readonly MarkedSentence[]>;
}
