import type { Customer } from '../customer.ts';
import { findPersonalData } from './findPersonalData.ts';
import { foldWord } from './foldWord.ts';
import { knownPerson, type KnownPerson } from './knownPerson.ts';
import type { PersonalDataKind, PersonalDatum } from './personalDatum.ts';

/** Stand-ins for personal data, made for one call or conversation and kept nowhere else. */
export interface Pseudonyms {
  /** The text with a stand-in for each value; the same value has the same stand-in in every text of this call. */
  mask(text: string): string;
  /** The text with the values back, where exactly a stand-in stands that `mask` has given out. */
  unmask(text: string): string;
}

/** What stand-ins say; without gender, so that a model that writes "they" is right. */
const WORDS: Readonly<Record<PersonalDataKind | 'quoted', string>> = {
  name: 'name',
  address: 'address',
  'birth-date': 'date of birth',
  email: 'e-mail',
  phone: 'phone',
  card: 'card number',
  iban: 'IBAN',
  'bank-account': 'bank account',
  'national-id': 'national id',
  'security-code': 'security code',
  ip: 'IP address',
  number: 'number',
  quoted: 'quoted',
};
const STAND_IN = new RegExp(`\\[(?:customer )?(?:${Object.values(WORDS).join('|')}) \\d{1,6}\\]`, 'g');
const LETTERS: ReadonlySet<string> = new Set(['name', 'address', 'birth-date', 'email']);

/**
 * Stand-ins such as "[customer name 1]" for the personal data of one call. `known` are the records of the people it is
 * about, so that their names and addresses are found wherever they stand. A text that already holds something like a
 * stand-in gets it back as it was, so nobody can have a value put in by writing its stand-in.
 */
export function pseudonymsOf(known: readonly Customer[]): Pseudonyms {
  const people = known.map(knownPerson);
  const standIns = new Map<string, string>();
  const values = new Map<string, string>();
  const counts = new Map<string, number>();
  const ofCustomer = new Set(
    people.flatMap(({ names }) => names.flatMap((name) => name.split(/[\s,]+/).map(foldWord))),
  );

  function standInOf(kind: PersonalDataKind | 'quoted', value: string): string {
    const key = `${kind}:${sameness(kind, value)}`;
    const given = standIns.get(key);
    if (given !== undefined) return given;
    const isCustomer = kind === 'name' && value.split(/[\s,]+/).some((part) => ofCustomer.has(foldWord(part)));
    const words = `${isCustomer ? 'customer ' : ''}${WORDS[kind]}`;
    const count = (counts.get(words) ?? 0) + 1;
    counts.set(words, count);
    const standIn = `[${words} ${count}]`;
    standIns.set(key, standIn);
    values.set(standIn, value);
    return standIn;
  }

  return {
    mask: (text) => masked(text, people, standInOf),
    unmask: (text) => text.replace(STAND_IN, (standIn) => values.get(standIn) ?? standIn),
  };
}

function masked(
  text: string,
  people: readonly KnownPerson[],
  standInOf: (kind: PersonalDataKind | 'quoted', value: string) => string,
): string {
  const quoted = [...text.matchAll(STAND_IN)].map(({ 0: written, index }) => ({
    kind: 'quoted' as const,
    start: index,
    end: index + written.length,
  }));
  const found: { kind: PersonalDataKind | 'quoted'; start: number; end: number }[] = apart(
    findPersonalData(text, people),
    quoted,
  );
  let result = '';
  let done = 0;
  for (const { kind, start, end } of found) {
    result += text.slice(done, start) + standInOf(kind, text.slice(start, end));
    done = end;
  }
  return result + text.slice(done);
}

type Quoted = { kind: 'quoted'; start: number; end: number };

/** Personal data and quoted stand-ins in order; what overlaps a quoted stand-in goes with it. */
function apart(data: readonly PersonalDatum[], quoted: readonly Quoted[]): (PersonalDatum | Quoted)[] {
  if (quoted.length === 0) return [...data];
  const merged: (PersonalDatum | Quoted)[] = [];
  for (const next of [...data, ...quoted].toSorted((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last === undefined || next.start >= last.end) merged.push({ ...next });
    else merged[merged.length - 1] = { kind: 'quoted', start: last.start, end: Math.max(last.end, next.end) };
  }
  return merged;
}

/** By which two spellings are one value: digits for numbers, letters without case and accents for words. */
function sameness(kind: PersonalDataKind | 'quoted', value: string): string {
  if (kind === 'quoted') return value;
  if (kind === 'phone') return nationalDigits(value);
  const letters = foldWord(value.replace(/[^\p{L}\p{N}]+/gu, ' ').trim());
  return LETTERS.has(kind) ? letters : letters.replaceAll(' ', '');
}

/** +44 7700 900101 and 07700 900101 are one telephone. */
function nationalDigits(value: string): string {
  const digits = value.replace(/\D/g, '');
  return digits.length < 9 ? value.toLowerCase() : digits.slice(-9);
}
