import type { Customer } from '../domain/customer.ts';
import type { CustomerKey } from '../domain/customerKeys.ts';

/** Customers as `customers import` and the sample company bring them; the embedded stand-in for a CRM. */
export interface CustomerStore {
  /** Replaces the customer with this id, or adds them. */
  save(customer: Customer, origin: 'sample' | 'import'): Promise<'imported' | 'updated'>;
  find(customerId: string): Promise<Customer | undefined>;
  /** Who can be found by any of these keys, with the key that fits. */
  matching(keys: readonly CustomerKey[]): Promise<readonly { customerId: string; key: CustomerKey }[]>;
  /** Removes the sample company's customers; returns how many. */
  removeSample(): Promise<number>;
}
