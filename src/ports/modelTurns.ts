/** Sees to it that one conversation has one question at a time before the model, whichever process asks. */
export interface ModelTurns {
  /** True when the conversation is free at `now`; it is then held until `until` or until `end`. */
  begin(turn: { conversationId: string; turnId: string; now: Date; until: Date }): Promise<boolean>;
  /** Sets the conversation free, if this turn still holds it. */
  end(turn: { conversationId: string; turnId: string }): Promise<void>;
}
