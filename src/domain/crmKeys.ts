import type { Customer } from './customer.ts';

/** Numbers are written with and without country code and trunk zero; their last nine digits are the same. */
const TELLING_DIGITS = 9;

/** The values a customer is compared by, kind by kind; undefined where nothing is known. */
export function crmKeyValues({
  customerId,
  phone,
  accountNumber,
}: Customer): Record<'id' | 'account' | 'phone', string> {
  const account = typeof accountNumber === 'string' || typeof accountNumber === 'number' ? String(accountNumber) : '';
  return {
    id: customerId.trim().toLowerCase(),
    account: account.toLowerCase().replace(/[^\p{L}\p{Nd}]/gu, ''),
    phone: typeof phone === 'string' ? phone.replace(/\D/g, '').slice(-TELLING_DIGITS) : '',
  };
}
