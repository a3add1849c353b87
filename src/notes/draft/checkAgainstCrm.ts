import type { CrmMismatch } from '../../domain/callNote.ts';
import type { Customer } from '../../domain/customer.ts';
import type { SpokenUnit } from './spokenUnit.ts';
import { says } from './said.ts';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November'],
  'December',
];

/** Fields of the record and how people speak of them. */
const SPOKEN_OF: readonly (readonly [RegExp, RegExp])[] = [
  [
    /contract ?end/,
    /\b(?:contract|deal).{0,40}\b(?:end|ends|up|until|till|runs|over)|(?:ends?|up|until) .{0,20}contract/,
  ],
  [/contract ?start/, /\bcontract.{0,30}\b(?:start|began|since)/],
  [
    /monthly ?price|price|direct ?debit|premium/,
    /\bi(?:'m| am)? (?:only |currently )?pay(?:ing)?\b|\bmy (?:bill|direct debit|premium) is\b/,
  ],
  [/balance/, /\b(?:balance|in credit|owe)\b/],
  [/prescription|dose/, /\b(?:dose|mg|milligrams|tablets?|changed me|pills?)\b/],
];

/** Compares what the customer said with their record. Only fields of the record are named; nothing is taken over. */
export function checkAgainstCrm(customer: Customer, units: readonly SpokenUnit[]): CrmMismatch[] {
  const told = units.filter(({ speaker }) => speaker === 'customer');
  const fields = Object.entries(customer).flatMap(([field, value]): [string, string][] =>
    typeof value === 'string' || typeof value === 'number' ? [[field, String(value)]] : [],
  );
  return fields
    .flatMap(([field, crm]) => [
      emailMismatch(field, crm, told),
      digitMismatch(field, crm, told),
      nameMismatch(field, crm, told),
      valueMismatch(field, crm, told),
      death(field, crm, told),
    ])
    .filter((mismatch) => mismatch !== undefined);
}

function emailMismatch(field: string, crm: string, told: readonly SpokenUnit[]): CrmMismatch | undefined {
  if (!/^\S+@\S+\.\S+$/.test(crm)) return undefined;
  for (const { text, utterance } of told) {
    const said = emailIn(text);
    if (said !== undefined && said !== crm.toLowerCase()) return { field, crm, said, evidence: [utterance] };
  }
  return undefined;
}

/** "g pugh at fernbank dot example" is gpugh@fernbank.example; words like "one word" do not belong to it. */
function emailIn(text: string): string | undefined {
  const plain = text.toLowerCase().replace(/,? ?(?:all )?one word,?/g, '');
  const written = /[^\s@,;]{1,64}@[^\s@,;]{1,100}\.[a-z]{2,20}/.exec(plain);
  if (written !== null) return written[0];
  const spoken =
    /(?:\bit's |\bis )?((?:[a-z\d]+(?: dot | underscore |[ .])){0,3}[a-z\d]+) at ([a-z\d]+(?: ?[a-z\d]+)?(?: dot [a-z]{2,20}){1,3})\b/.exec(
      plain,
    );
  if (spoken === null) return undefined;
  const joined = (part: string): string =>
    part
      .replace(/ dot /g, '.')
      .replace(/ underscore /g, '_')
      .replaceAll(' ', '');
  return `${joined(spoken[1] ?? '')}@${joined(spoken[2] ?? '')}`;
}

const LEAST_DIGITS = 6;
const DIGIT_FIELDS = /phone|mobile|account|number|reference|meter|card|policy|iban/i;
/** A digit wrong, left out, doubled or turned round with its neighbour; more is another number. */
const SLIPS = 2;

/** Nearly the number of the record, which is said nowhere as it stands: misheard, mistyped, or new. */
function digitMismatch(field: string, crm: string, told: readonly SpokenUnit[]): CrmMismatch | undefined {
  const held = crm.replace(/\D/g, '');
  if (held.length < LEAST_DIGITS || !DIGIT_FIELDS.test(field) || /^\d{4}-\d{2}-\d{2}/.test(crm)) return undefined;
  const said = told.flatMap(({ text, utterance }) =>
    (text.match(/\+?\d(?:[\d ()-]*\d)?/g) ?? []).map((run) => ({ run, digits: run.replace(/\D/g, ''), utterance })),
  );
  const isHeld = (digits: string): boolean => isSameNumber(digits, held);
  if (said.some(({ digits }) => isHeld(digits))) return undefined;
  const near = said.find(
    ({ digits }) => digits.length >= LEAST_DIGITS && slipsBetween(tailOf(digits), tailOf(held)) <= SLIPS,
  );
  return near === undefined ? undefined : { field, crm, said: near.run.trim(), evidence: [near.utterance] };
}

/** +44 7700 900101 and 07700 900101 are one number. */
function isSameNumber(one: string, other: string): boolean {
  return tailOf(one) === tailOf(other);
}

function tailOf(digits: string): string {
  return digits.length >= 10 ? digits.slice(-9) : digits;
}

/** Levenshtein distance of two short texts. */
function slipsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const same = one[at - 1] === other[to - 1] ? 0 : 1;
      next.push(Math.min((next[to - 1] ?? 0) + 1, (row[to] ?? 0) + 1, (row[to - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

const SAYS_NAME =
  /\b(?:my name is|my name's|name is|name's|surname is|it's|this is|spelt|spelled) (?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?((?:\p{Lu}\p{Ll}+)(?: \p{Lu}\p{Ll}+)?)/gu;
const LONG_NAME = 5;

/** A name that is nearly the record's, while the record's own is never said: misheard or changed. */
function nameMismatch(field: string, crm: string, told: readonly SpokenUnit[]): CrmMismatch | undefined {
  if (!/^(?:full|last|family|sur)?name$/i.test(field)) return undefined;
  const surname = crm.trim().split(/\s+/).at(-1) ?? '';
  if (surname.length < LONG_NAME || told.some(({ text }) => text.includes(surname))) return undefined;
  for (const { text, utterance } of told) {
    for (const [, name = ''] of text.matchAll(SAYS_NAME)) {
      const last = name.split(' ').at(-1) ?? '';
      const slips = slipsBetween(last.toLowerCase(), surname.toLowerCase());
      if (last.length >= LONG_NAME && slips > 0 && slips <= SLIPS)
        return { field, crm, said: name, evidence: [utterance] };
    }
  }
  return undefined;
}

function valueMismatch(field: string, crm: string, told: readonly SpokenUnit[]): CrmMismatch | undefined {
  const name = field.replace(/(?=\p{Lu})/gu, ' ').toLowerCase();
  const spokenOf = SPOKEN_OF.find(([fields]) => fields.test(name))?.[1];
  if (spokenOf === undefined) return undefined;
  const held = valuesOf(crm);
  for (const { text, plain, utterance } of told) {
    if (!says({ plain }, spokenOf)) continue;
    const said = valuesOf(text);
    const other = said.find(
      (value) =>
        held.some(({ kind }) => kind === value.kind) &&
        !held.some(({ kind, key }) => kind === value.kind && key === value.key),
    );
    if (other !== undefined) return { field, crm, said: other.text, evidence: [utterance] };
  }
  return undefined;
}

interface Value {
  kind: 'month' | 'money' | 'milligrams';
  key: string;
  text: string;
}

/** Dates by their month, amounts and doses by their figure, as far as a text holds them. */
function valuesOf(text: string): Value[] {
  const iso = [...text.matchAll(/\b\d{4}-(\d{2})-\d{2}\b/g)].map(([whole, month]): Value => ({
    kind: 'month',
    key: String(Number(month)),
    text: whole,
  }));
  const months = MONTHS.flatMap((month, index): Value[] => {
    const found = new RegExp(String.raw`(?:\d{1,2} )?\b${month}\b(?: \d{4})?`).exec(text);
    return found === null ? [] : [{ kind: 'month', key: String(index + 1), text: found[0] }];
  });
  const money = [...text.matchAll(/[£$€](\d[\d,]*(?:\.\d{2})?)/g)].map(([whole, figure = '']): Value => ({
    kind: 'money',
    key: String(Number(figure.replaceAll(',', ''))),
    text: whole,
  }));
  const doses = [...text.matchAll(/\b(\d+(?:\.\d+)?) ?(?:mg|milligrams?)\b/gi)].map(([whole, figure = '']): Value => ({
    kind: 'milligrams',
    key: figure,
    text: whole,
  }));
  return [...iso, ...months, ...money, ...doses];
}

/** Somebody named in the record of whom the caller says that they died. */
function death(field: string, crm: string, told: readonly SpokenUnit[]): CrmMismatch | undefined {
  if (!/name|holder/i.test(field)) return undefined;
  const name = crm.replace(/^(?:mr|mrs|ms|miss|dr)\.? /i, '').split(' ')[0] ?? '';
  const found = told.find((unit, index) => {
    const near = `${told[index - 1]?.text ?? ''} ${unit.text}`;
    return name.length > 2 && near.includes(name) && says(unit, /\b(?:died|passed(?: away)?)\b/);
  });
  return found === undefined ? undefined : { field, crm, said: found.text, evidence: [found.utterance] };
}
