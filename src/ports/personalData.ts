/** A customer, and the words by which texts about them are known. */
export interface KnownCustomer {
  customerId: string;
  name?: string | undefined;
  phone?: string | undefined;
  email?: string | undefined;
  /** Account and other numbers of their record. */
  numbers?: readonly string[] | undefined;
  addresses?: readonly string[] | undefined;
}

/** One place where data about customers lies. */
export interface PersonalStore {
  /** What people call it. */
  readonly store: string;
  /** Everything there is about the customer, for the customer to read. */
  find(customer: KnownCustomer): Promise<readonly object[]>;
  /** Deletes it, and leaves the messages that show it to be emptied; returns how many records. */
  forget(customer: KnownCustomer, at: Date): Promise<number>;
}

/** Every place where data about customers lies. A feature that keeps some adds its store here. */
export interface PersonalData {
  /** In the order in which they are emptied: the customer's own record last, so that a half-done run can be repeated. */
  readonly stores: readonly PersonalStore[];
  /** Makes what was deleted leave the database's files too, as far as the database allows it. */
  scrub(): Promise<void>;
}
