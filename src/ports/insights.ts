import type { BiView } from '../domain/biViews.ts';
import type { Feeling } from '../domain/callNote.ts';
import type { CsvTable } from '../domain/csv.ts';

/** What an approved note comes to in figures: nobody's name, nothing that was said, no agent. */
export interface NoteFigures {
  calledAt: Date;
  /** One of the company's dispositions; empty where the note has none. */
  topic: string;
  /** Keyed hashes: whether two notes are of one customer, and of one topic. */
  customerKey: string;
  topicKey: string;
  /** From the end of the call to the approval. */
  afterCallSeconds?: number;
  start: Feeling;
  end: Feeling;
  /** Words the agent changed. */
  editWords?: number;
  /** Answers shown in the call. */
  answers: number;
}

/** Calls of one day. */
export interface CallDay {
  /** UTC, such as 2026-11-21. */
  day: string;
  calls: number;
  /** Those of which both ends are known, and how long they took together. */
  handled: number;
  handlingSeconds: number;
}

/** Figures of the whole house; the same for every process. */
export interface Insights {
  /** Takes the figures of newly approved notes; returns how many. */
  collect(most: number): Promise<number>;
  notes(since: Date, limit: number): Promise<readonly NoteFigures[]>;
  callDays(since: Date): Promise<readonly CallDay[]>;
  /** A view made for BI as a table, in the order of its first columns. */
  view(name: BiView, since?: Date): Promise<CsvTable>;
  /** Forgets figures of notes approved before `before`; returns how many. */
  prune(before: Date): Promise<number>;
}
