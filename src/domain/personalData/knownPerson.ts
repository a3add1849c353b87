import type { Customer } from '../customer.ts';

/** What is known about the person of a call, as the customer record writes it. */
export interface KnownPerson {
  names: readonly string[];
  addresses: readonly string[];
  /** Account and customer numbers of any length. */
  numbers: readonly string[];
}

/** Fields of a customer record that the sample, `customers import` and Dataverse use for the same thing. */
const NAMES = /^(?:(?:full|first|last|given|family|middle|maiden)?name|surname|contact)$/i;
const ADDRESSES = /address|^street|^line[12]$/i;
const NUMBERS = /^(?:account|customer|contract|policy|meter|passport|iban|mobile|phone).*|.*(?:number|no|id)$/i;
const DEEPEST = 3;

/** The names, addresses and numbers of a customer record, fields that nobody foresaw included. */
export function knownPerson(customer: Customer): KnownPerson {
  const person = { names: [] as string[], addresses: [] as string[], numbers: [] as string[] };
  collect(customer, person, 0);
  return person;
}

function collect(
  record: object,
  person: { names: string[]; addresses: string[]; numbers: string[] },
  depth: number,
): void {
  if (depth > DEEPEST) return;
  for (const [field, value] of Object.entries(record) as [string, unknown][]) {
    const plain = field.replace(/[_-]/g, '');
    const isText = typeof value === 'string' && value.trim() !== '';
    if (field === 'history') continue;
    if (typeof value === 'object' && value !== null) {
      if (ADDRESSES.test(plain)) {
        const parts = Object.values(value).filter((part) => typeof part === 'string');
        if (parts.length > 0) person.addresses.push(parts.join(', '));
      } else collect(value, person, depth + 1);
    } else if (isText && NAMES.test(plain)) person.names.push(value);
    else if (isText && ADDRESSES.test(plain) && !/e-?mail|ip/i.test(plain)) person.addresses.push(value);
    else if (isText && NUMBERS.test(plain)) person.numbers.push(value);
  }
}
