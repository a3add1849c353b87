import type { Contact, Customer } from '../domain/customer.ts';

/** Something a caller can be found by, in the form it is compared in. */
export interface CrmKey {
  kind: 'id' | 'account' | 'phone';
  /** An id in lower case; an account number's letters and digits in lower case; a phone number's last nine digits. */
  value: string;
}

/** A note of one contact with a customer. */
export interface CrmNote {
  /** The same for the same note, however often it is written. */
  noteId: string;
  customerId: string;
  /** When the contact took place. */
  at: Date;
  /** Name of the person who had it. */
  agent: string;
  subject: string;
  text: string;
}

/** 'written' when it was new, 'replaced' when another text stood there, 'already-there', or 'no-customer'. */
export type NoteOutcome = 'written' | 'replaced' | 'already-there' | 'no-customer';

/** The company's record of its customers. Every method throws CrmUnavailable, and what the signal was aborted with. */
export interface Crm {
  /** The customer as the CRM shows them to Earpiece; fields it hides are missing. */
  find(customerId: string, signal?: AbortSignal): Promise<Customer | undefined>;
  /** Who can be found by any of these keys, with the key that fits. */
  matching(keys: readonly CrmKey[], signal?: AbortSignal): Promise<readonly { customerId: string; key: CrmKey }[]>;
  /** The latest contacts, newest first; none for somebody unknown. */
  recentContacts(customerId: string, limit: number, signal?: AbortSignal): Promise<readonly Contact[]>;
  /** Writes the note once: exactly one note of this id stands in the CRM afterwards, with this text. */
  writeNote(note: CrmNote, signal?: AbortSignal): Promise<NoteOutcome>;
}

/** The CRM did not do what it was asked; the message says what to check. */
export class CrmUnavailable extends Error {
  override name = 'CrmUnavailable';
  /** HTTP status, when there was an answer. */
  readonly status: number | undefined;
  /** How long it asks to be left alone. */
  readonly waitMs: number | undefined;
  constructor(message: string, options?: ErrorOptions & { status?: number | undefined; waitMs?: number | undefined }) {
    super(message, options);
    this.status = options?.status;
    this.waitMs = options?.waitMs;
  }
}
