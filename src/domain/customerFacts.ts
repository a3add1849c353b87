import type { Contact, Customer } from './customer.ts';

/** What a record says, read with care: a field that is missing, hidden or of another shape is simply not there. */
export interface CustomerFacts {
  customerId: string;
  name?: string;
  phone?: string;
  email?: string;
  address?: string;
  accountNumber?: string;
  plan?: string;
  products: readonly string[];
  /** How much the customer uses in a month, in the record's words: "18 GB". */
  usage?: string;
  contractStart?: string;
  contractEnd?: string;
  balance?: number;
  currency?: string;
  flags: readonly string[];
  /** Latest first. */
  contacts: readonly Contact[];
  /** What was promised and is not done yet, in the record's words. */
  openActions: readonly string[];
}

/** The facts of a record; records come from files and other systems, which promise nothing. */
export function factsOf(customer: Customer): CustomerFacts {
  const texts = [
    'name',
    'phone',
    'email',
    'address',
    'plan',
    'usage',
    'contractStart',
    'contractEnd',
    'currency',
  ] as const;
  const known = texts.map((field) => [field, textOf(customer[field])] as const);
  const accountNumber = textOf(
    typeof customer.accountNumber === 'number' ? String(customer.accountNumber) : customer.accountNumber,
  );
  const balance = numberOf(customer.balance);
  return {
    customerId: customer.customerId,
    ...Object.fromEntries(known.filter(([, value]) => value !== undefined)),
    ...(accountNumber === undefined ? {} : { accountNumber }),
    ...(balance === undefined ? {} : { balance }),
    products: listOf(customer.products),
    flags: listOf(customer.flags),
    contacts: contactsOf(customer.history),
    openActions: actionsOf(customer.openActions),
  };
}

/** "***", "hidden" and the like stand where a system keeps a field from us. */
const HIDDEN = /^(?:[*•x#\-–—.\s]+|hidden|redacted|n\/a|unknown|null|none)$/i;

function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' || HIDDEN.test(text) ? undefined : text;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'string' && value.trim() === '') return undefined;
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((part: unknown) => textOf(part) ?? []) : [];
}

function contactsOf(value: unknown): Contact[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list
    .flatMap((entry) => contactOf(entry) ?? [])
    .sort((one, other) => (one.date < other.date ? 1 : one.date > other.date ? -1 : 0));
}

function contactOf(entry: unknown): Contact | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { date, agent, summary, sentiment } = entry as Record<string, unknown>;
  const said = textOf(summary);
  if (said === undefined) return undefined;
  const who = textOf(agent);
  const mood = textOf(sentiment);
  return {
    date: textOf(date) ?? '',
    summary: said,
    ...(who === undefined ? {} : { agent: who }),
    ...(mood === undefined ? {} : { sentiment: mood }),
  };
}

/** An action is a text, or `{what, who?, due?}` as call notes have it. */
function actionsOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null) return textOf(entry) ?? [];
    const { what, who, due } = entry as Record<string, unknown>;
    const named = [textOf(who), textOf(due)].filter((part) => part !== undefined).join(', ');
    const action = textOf(what);
    if (action === undefined) return [];
    return named === '' ? [action] : [`${action} (${named})`];
  });
}
