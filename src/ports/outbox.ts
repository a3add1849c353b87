import type { DeliveryProblem } from '../domain/noteDraft.ts';
import type { CrmNote } from './crm.ts';

/** A note on its way to the CRM. */
export interface OutboxItem {
  /** The id of its draft. */
  draftId: string;
  note: CrmNote;
  /** How often it was tried before. */
  attempts: number;
  /** When it was approved. */
  since: Date;
}

/** How far a note has come. */
export interface Delivery {
  draftId: string;
  /** 'dead' needs a person. */
  state: 'waiting' | 'delivered' | 'dead';
  attempts: number;
  /** Why the last try failed. */
  problem?: DeliveryProblem;
  since: Date;
  /** When it was delivered or given up. */
  doneAt?: Date;
}

/** Approved notes waiting for the CRM; several processes take from it. */
export interface Outbox {
  /** Notes that are due, each given to nobody else until `heldUntil`. */
  claim(given: { worker: string; now: Date; heldUntil: Date; most: number }): Promise<readonly OutboxItem[]>;
  /** The note is in the CRM; its words leave the outbox. True for the first who says so. */
  delivered(draftId: string, at: Date): Promise<boolean>;
  /** Lets the note wait until `dueAt`; only whoever holds it can say so. */
  putOff(draftId: string, given: { worker: string; dueAt: Date; problem: DeliveryProblem }): Promise<void>;
  /** Gives the note up until a person revives it; only whoever holds it can say so. */
  bury(draftId: string, given: { worker: string; at: Date; problem: DeliveryProblem }): Promise<void>;
  /** Lets every note that was given up wait again, now; returns how many. */
  revive(now: Date): Promise<number>;
  find(draftId: string): Promise<Delivery | undefined>;
  /** What waits and what was given up, oldest first. */
  open(limit: number): Promise<readonly Delivery[]>;
}
