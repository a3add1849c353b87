import { findKnown } from './personalData/findKnown.ts';

/** What a customer may be called in a text. */
interface Named {
  customerId: string;
  name?: string | undefined;
  phone?: string | undefined;
  email?: string | undefined;
  /** Such as of their account; divided in any way. */
  numbers?: readonly string[] | undefined;
  addresses?: readonly string[] | undefined;
}

/** Shorter numbers stand in too many texts that are about something else. */
const PHONE_DIGITS = 7;
/** Shorter numbers of accounts are figures of something else as well. */
const NUMBER_CHARACTERS = 5;
/** The country and trunk prefixes that people leave out come first; what follows tells people apart. */
const LAST_DIGITS = 9;
const LETTERS = 3;

/**
 * Tells whether a text names the customer: by number, e-mail address, full name, or by telephone number, account number
 * or street however they are written. Rather too often than too seldom: two people of the same name are told apart by whoever reads the report.
 */
export function mentionsCustomer(customer: Named): (text: string) => boolean {
  const names = [customer.customerId, customer.name, customer.email]
    .map((word) => plainWords(word ?? ''))
    .filter((word) => word.length >= LETTERS);
  const digits = (customer.phone ?? '').replace(/\D/g, '');
  const number = digits.length >= PHONE_DIGITS ? digits.slice(-LAST_DIGITS) : undefined;
  const numbers = (customer.numbers ?? []).filter((one) => /\d/.test(one) && one.length >= NUMBER_CHARACTERS);
  const written = { names: [], addresses: customer.addresses ?? [], numbers };
  return (text) => {
    const words = ` ${plainWords(text)} `;
    if (names.some((name) => words.includes(` ${name} `))) return true;
    if (number !== undefined && digitsIn(text).includes(number)) return true;
    return findKnown(text, written).length > 0;
  };
}

/** Lower case without accents, everything but letters and digits as one space. */
function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Digits with whatever people write between the parts of one number left out. */
function digitsIn(text: string): string {
  return text.replace(/[\s.\-–/()]/g, '').replace(/\D+/g, ' ');
}
