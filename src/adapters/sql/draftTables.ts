import type { NoteDraft } from '../../domain/noteDraft.ts';
import type { AwaitedFile, AwaitedState } from '../../ports/awaitedFiles.ts';
import type { Delivery } from '../../ports/outbox.ts';

/** Milliseconds since 1970. */
type Millis = number;

/** A draft of an after-call note. */
export interface DraftTable {
  draft_id: string;
  call_id: string | null;
  agent_id: string;
  customer_id: string | null;
  origin: NoteDraft['origin'];
  state: NoteDraft['state'];
  version: number;
  nonce: string;
  called_at: Millis;
  created_at: Millis;
  /** What the card shows as JSON, sealed. */
  note: string;
  /** As JSON, sealed. */
  transcript: string;
  conversation_id: string | null;
  activity_id: string | null;
}

/** An approved note on its way to the CRM. */
export interface OutboxTable {
  draft_id: string;
  state: Delivery['state'];
  /** The note as JSON, sealed; empty once delivered. */
  note: string;
  customer_id: string;
  attempts: number;
  problem: string;
  since: Millis;
  due_at: Millis;
  worker: string;
  held_until: Millis;
  done_at: Millis | null;
}

/** The file of a call that is still to be fetched. */
export interface AwaitedFileTable {
  call_id: string;
  kind: AwaitedFile['kind'];
  state: AwaitedState;
  /** Sealed; empty once it has arrived or failed. */
  address: string;
  agent_channel: number | null;
  called_at: Millis;
  since: Millis;
  due_at: Millis;
  attempts: number;
  worker: string;
  held_until: Millis;
}
