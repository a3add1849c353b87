/** Who said it. A second agent is an agent, a relative on the line a customer; machines and the undecided are unknown. */
export type Speaker = 'agent' | 'customer' | 'unknown';

/** What one person said in one go. */
export interface Utterance {
  speaker: Speaker;
  /** Seconds from the start of the call. */
  start?: number;
  /** Seconds from the start of the call, never before `start`. */
  end?: number;
  text: string;
}

/** What a reader of the transcript should know before trusting it. */
export type TranscriptWarning =
  /** Nothing shows that people speak here: no times, no turns, no words that people say to each other. */
  | 'no-call'
  /** The file names speakers by number or name; who is the agent was told from what they say. */
  | 'speakers-guessed'
  /** Nothing tells who speaks. */
  | 'speakers-unknown'
  /** Some phrases failed in recognition and are missing. */
  | 'phrases-skipped'
  /** Some times were impossible and were left out. */
  | 'times-damaged'
  /** An utterance was longer than anyone speaks in one go and was cut. */
  | 'text-cut';

/** A call in words, in the order in which it was spoken. */
export interface Transcript {
  utterances: readonly Utterance[];
  warnings: readonly TranscriptWarning[];
}
