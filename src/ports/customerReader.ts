/** A part of the caller's record as a source: what stands in it, and how an answer cites it. */
export interface CustomerSource {
  /** Such as "CRM, contract, read 14:02". */
  title: string;
  /** One fact a line. */
  text: string;
}

/**
 * Reads the customer of the asker's own call and nobody else: it is made from the asker's lease for one question, so
 * nothing a model or a text says can point it elsewhere. Both reject when the CRM is away.
 */
export interface CustomerReader {
  /** Plan, contract and flags; undefined when the caller is not identified. */
  customer(signal: AbortSignal): Promise<CustomerSource | undefined>;
  /** Latest first; undefined when there are none. */
  recentContacts(signal: AbortSignal): Promise<CustomerSource | undefined>;
}
