/** What is written down for good; add an action here when a feature brings one. */
export type AuditAction =
  | 'question'
  | 'search'
  | 'preview'
  | 'gaps.sent'
  | 'source.opened'
  | 'customer.viewed'
  | 'caller.identified'
  | 'refusal'
  | 'approval'
  | 'note.written'
  | 'transcript.fetched'
  | 'alert'
  | 'sms'
  | 'subscribers.changed'
  | 'settings.changed'
  | 'data.exported'
  | 'documents.ingested'
  | 'customers.imported'
  | 'customer.forgotten'
  | 'customer.disclosed'
  | 'access.reported'
  | 'checkpoint';

/** Who did what, when, with which result; never what was said. */
export interface AuditEntry {
  at: Date;
  /** Entra object id, or "command line: <user>", or "earpiece" for what the house does by itself. */
  who: string;
  tenantId?: string | undefined;
  action: AuditAction;
  /** What it was done to, such as `customer C-1007` or `conversation <id>`; ids, never words. */
  what: string;
  result: 'begun' | 'done' | 'answered' | 'no-source' | 'refused' | 'failed';
  reason?: string | undefined;
  /** Binds rows that belong to one question, call or command. */
  correlationId: string;
  /** Versions of what it rests on: ids of passages (they change with their document), of prompts, of models. */
  versions?: readonly string[] | undefined;
  /** What was asked or written; only its keyed hash is kept. */
  content?: string | undefined;
}

/** One row as it is kept. */
export interface AuditRow extends Omit<AuditEntry, 'content' | 'versions'> {
  /** One process's rows; `row` counts from 1 within it. */
  chainId: string;
  row: number;
  versions: readonly string[];
  /** Missing when there was no content. */
  contentHash?: string;
}

/** What came of checking every chain. */
export interface AuditVerdict {
  /** How many rows were checked. */
  rows: number;
  chains: number;
  /** The first row that is not as it was written; the chain's name alone when the fault is the chain's. */
  firstBad?: { chainId: string; row?: number; why: string };
}

/** Append-only memory of who did what, such that a later change shows. */
export interface AuditLog {
  /** Resolves once the row is safe. Rejects with AuditUnavailable: then what was to be recorded must not happen. */
  write(entry: AuditEntry): Promise<void>;
  /** Rows since a moment, chain by chain. */
  rows(since: Date): AsyncIterable<AuditRow>;
  verify(): Promise<AuditVerdict>;
  /** Writes down how far the chains of other processes have come, so that none can be cut short unnoticed. */
  checkpoint(at: Date): Promise<void>;
  /** Drops rows older than `before` such that the rest can still be verified; returns how many. */
  prune(before: Date): Promise<number>;
}

/** A row could not be written; what it records must not happen. */
export class AuditUnavailable extends Error {
  override name = 'AuditUnavailable';
}
