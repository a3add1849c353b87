import type { Tokens } from './languageModel.ts';

/** What one request to a model cost, and on whose account. */
export interface TokenUse extends Tokens {
  agentId: string;
  /** Conversation that paid: in a team a thread, else a chat. */
  conversationId: string;
  /** The customer's call it was for, if any. */
  callId?: string | undefined;
  at: Date;
}

/** Tokens used so far. */
export interface TokensSpent {
  /** By this person on this day (UTC). */
  byPerson: number;
  /** For this call on any day; 0 without a call. */
  forCall: number;
  /** By everybody on this day. */
  today: number;
}

/** Keeps count of tokens per person, conversation, call and day, for all processes together. */
export interface TokenUses {
  add(use: TokenUse): Promise<void>;
  /**
   * Sets tokens aside before a model is asked, when `allows` what was spent before; nobody else looks in between.
   * Resolves to what was spent before. What was set aside is given back by adding it with a minus.
   */
  reserve(use: TokenUse, allows: (spent: TokensSpent) => boolean): Promise<TokensSpent>;
  spent(whose: { agentId: string; callId?: string | undefined; at: Date }): Promise<TokensSpent>;
  /** Forgets days that ended before `before`; returns how many rows. */
  prune(before: Date): Promise<number>;
}
