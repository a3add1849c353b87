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
  spent(whose: { agentId: string; callId?: string | undefined; at: Date }): Promise<TokensSpent>;
  /** Forgets days that ended before `before`; returns how many rows. */
  prune(before: Date): Promise<number>;
}
