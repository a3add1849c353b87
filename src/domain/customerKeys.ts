import type { Customer } from './customer.ts';

/** Something by which a customer can be found, in the form it is compared in. */
export interface CustomerKey {
  kind: 'id' | 'account' | 'phone' | 'name';
  value: string;
}

/** Everything a customer can be found by. */
export function keysOf(customer: Customer): CustomerKey[] {
  const keys = [
    idKey(customer.customerId),
    // People leave out the dash.
    idKey(customer.customerId.replace(/[^\p{L}\p{Nd}]/gu, '')),
    typeof customer.accountNumber === 'string' || typeof customer.accountNumber === 'number'
      ? accountKey(String(customer.accountNumber))
      : undefined,
    typeof customer.phone === 'string' ? phoneKey(customer.phone) : undefined,
    ...(typeof customer.name === 'string' ? nameKeys(customer.name) : []),
  ];
  const known = keys.filter((key): key is CustomerKey => key !== undefined);
  return [...new Map(known.map((key) => [`${key.kind} ${key.value}`, key])).values()];
}

/** The key of a customer id: case and outer spaces do not count. */
export function idKey(customerId: string): CustomerKey {
  return { kind: 'id', value: customerId.trim().toLowerCase() };
}

/** The key of an account number: only letters and digits count. */
export function accountKey(accountNumber: string): CustomerKey | undefined {
  const value = accountNumber.toLowerCase().replace(/[^\p{L}\p{Nd}]/gu, '');
  return value === '' ? undefined : { kind: 'account', value };
}

/** Numbers are written with and without country code and trunk zero; their last nine digits are the same. */
const TELLING_DIGITS = 9;
const FEWEST_DIGITS = 6;

/** The key of a telephone number or SIP address; undefined when it is withheld or too short to tell anybody. */
export function phoneKey(phone: string): CustomerKey | undefined {
  const user = phone.replace(/^(?:sips?|tel):/i, '').split(/[@;]/)[0] ?? '';
  const digits = user.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length < FEWEST_DIGITS ? undefined : { kind: 'phone', value: digits.slice(-TELLING_DIGITS) };
}

/** True unless both are written with their country code and differ. */
export function mayBeSamePhone(one: string, other: string): boolean {
  const codes = [one, other].map((phone) => /^(?:sips?:|tel:)?\s*(?:\+|00)([\d\s().\-/]+)/i.exec(phone)?.[1]);
  const [first, second] = codes.map((digits) => digits?.replace(/\D/g, ''));
  return first === undefined || second === undefined || first === second || isWithTrunkZero(first, second);
}

/** "+44 (0)7700 …" is a way of writing, not another number. */
function isWithTrunkZero(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return [2, 3].some((code) => long === `${short.slice(0, code)}0${short.slice(code)}`);
}

/** Words of a name as they are compared: without accents, case and order. */
export function nameWords(text: string): string[] {
  return (
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{Nd}]+(?:['’-][\p{L}\p{Nd}]+)*/gu) ?? []
  )
    .map((word) => word.replace(/['’]s?$/u, ''))
    .filter((word) => word !== '');
}

const TITLES = new Set('mr mrs ms miss mx dr prof sir lady lord herr frau'.split(' '));

/** The words of a name without titles. */
export function partsOfName(name: string): string[] {
  return nameWords(name).filter((word) => !TITLES.has(word));
}

/** True for "Mr", "Frau" and the like. */
export function isTitle(word: string): boolean {
  return TITLES.has(word);
}

/** The key of these words as a name, in any order. */
export function nameKey(words: readonly string[]): CustomerKey {
  return { kind: 'name', value: words.toSorted().join(' ') };
}

/** A name in full and as first and last word; a single word is no full name. */
function nameKeys(name: string): CustomerKey[] {
  const words = partsOfName(name);
  if (words.length < 2) return [];
  return [nameKey(words), nameKey([words[0] ?? '', words.at(-1) ?? ''])];
}
