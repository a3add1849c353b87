import type { Agent } from './agent.ts';
import type { Language } from './language.ts';
import type { Lease } from './lease.ts';

/** One earlier line of the same conversation. */
export interface HistoryLine {
  role: 'agent' | 'assistant';
  text: string;
}

/** A question as asked, with who asks and who will read the answer. */
export interface Question {
  text: string;
  asker: Agent;
  /** 'one' in the personal chat; 'many' wherever others read along: then only unrestricted sources count. */
  readers: 'one' | 'many';
  /** Oldest first. */
  history: readonly HistoryLine[];
  /** Language of the words around the sources. */
  language: Language;
  now: Date;
  /** The asker's call; the only customer the answer may speak of is its. Left out by whoever is on no call. */
  lease?: Pick<Lease, 'callId' | 'customer'> | undefined;
}

/** Longest question in characters; longer ones are refused as 'too-long' before anything is searched. */
export const QUESTION_LIMIT = 4000;
