/** What a shield makes of the texts of one request to a model. */
export interface ShieldVerdict {
  /** The person's words try to turn the model against its instructions. */
  isAttack: boolean;
  /** For each document, in order: it holds instructions to the model. */
  documents: readonly boolean[];
}

/** Looks for attacks in what a model is about to read. */
export interface PromptShield {
  /** Throws ShieldUnavailable: then no model may be asked. */
  check(prompt: string, documents: readonly string[], signal: AbortSignal): Promise<ShieldVerdict>;
}

/** The shield gave no verdict. */
export class ShieldUnavailable extends Error {
  override name = 'ShieldUnavailable';
}
