/** What one kind of talk looks like. */
export interface SignalRule {
  /** From our own vocabulary; shown to people through the messages catalogue. */
  name: string;
  /** Who says it: the side under suspicion or the other one. */
  side: 'suspect' | 'other';
  /** 1 speaks for a scam, -1 against it; the trained weight keeps this sign. */
  sign: 1 | -1;
  /**
   * What a "never" before it means: `denied` (the default) counts as a refusal to ask, `kept` is for phrases whose point
   * is a negation.
   */
  negation?: 'kept';
  /** `you`: said of oneself ("my card was stolen") it is no accusation and no offer, and doesn't count. */
  about?: 'you';
  /**
   * The weight a trained one is held towards where the calls to learn from are too few, from what police and banks report;
   * 0 by default.
   */
  prior?: number;
  /** Phrase patterns; any is enough. None where how other phrases are said makes the signal. */
  patterns: readonly string[];
  /**
   * For talk that patterns also find in other words: one of these must be met in the same turn, too, before people are
   * told its name. Without it the signal still counts: learnt calls have it in both kinds.
   */
  namedBy?: readonly string[];
}
