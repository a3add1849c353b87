/** One contact of the past, as the CRM keeps it. */
export interface Contact {
  /** ISO date. */
  date: string;
  agent?: string;
  summary: string;
  sentiment?: string;
}

/** A customer as the CRM knows them; any field but the id may be missing or hidden. */
export interface Customer {
  customerId: string;
  name?: string;
  phone?: string;
  email?: string;
  plan?: string;
  products?: readonly string[];
  /** ISO date. */
  contractStart?: string;
  /** ISO date, or a word such as "rolling". */
  contractEnd?: string;
  balance?: number;
  currency?: string;
  flags?: readonly string[];
  history?: readonly Contact[];
  /** Fields we do not know are kept as they came. */
  [field: string]: unknown;
}
