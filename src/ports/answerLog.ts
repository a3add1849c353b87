import type { Answer } from '../domain/answer.ts';

/** One question and its answer, kept so that sources, follow-ups and feedback find it again. */
export interface AnswerRecord {
  answerId: string;
  /** Conversation the question came from. */
  conversationId: string;
  agentId: string;
  askedAt: Date;
  question: string;
  answer: Answer;
  /** Activity id of the message that shows it, once sent. */
  activityId?: string;
  /** The call the agent was on; what was said then belongs to no other call. */
  callId?: string | undefined;
  /** Whose call it was, once that was known: forgetting them takes the answer along. */
  customerId?: string | undefined;
}

/** What was asked and what was said. */
export interface Exchange {
  question: string;
  spoken: string;
  /** The call it belongs to, if any. */
  callId?: string;
  /** Passages of documents behind what was said. */
  passageIds: readonly string[];
}

/** Remembers answers for as long as the conversation may come back to them. */
export interface AnswerLog {
  save(record: AnswerRecord): Promise<void>;
  /** Replaces what was saved; false when it was forgotten meanwhile, and then stays so. */
  replace(record: AnswerRecord): Promise<boolean>;
  /** Notes which message shows the answer; false when it was forgotten meanwhile. */
  sentAs(answerId: string, activityId: string): Promise<boolean>;
  find(answerId: string): Promise<AnswerRecord | undefined>;
  findByActivity(conversationId: string, activityId: string): Promise<AnswerRecord | undefined>;
  /** The person's latest questions in this conversation since `since`, oldest first; none that was refused or filtered. */
  recent(conversationId: string, agentId: string, since: Date, limit: number): Promise<readonly Exchange[]>;
  /** What the same person asked in the same conversation since `since` and before this question, oldest first. */
  earlier(record: AnswerRecord, since: Date, limit: number): Promise<readonly Exchange[]>;
  /** What this agent was answered in a call, oldest first. */
  ofCall(callId: string, agentId: string, limit: number): Promise<readonly AnswerRecord[]>;
  /** Passages cited most since `since`, most cited first, the person's own latest before others. */
  citedPassages(agentId: string, since: Date, limit: number): Promise<readonly string[]>;
  /** Forgets everything asked before `before`; returns how many. */
  prune(before: Date): Promise<number>;
}
