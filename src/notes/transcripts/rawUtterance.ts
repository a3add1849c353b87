/** An utterance as a file has it: whoever it names as the speaker, and times that may be impossible. */
export interface RawUtterance {
  /** A role, a name, a speaker number or a channel, as the file writes it. */
  label?: string | undefined;
  /** Seconds. */
  start?: number | undefined;
  end?: number | undefined;
  text: string;
}

/** What a reader found in a file. */
export interface RawTranscript {
  utterances: readonly RawUtterance[];
  /** Phrases the recogniser marked as failed, or left empty. */
  skipped?: number;
}
