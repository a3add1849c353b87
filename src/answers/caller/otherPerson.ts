import type { CustomerFacts } from '../../domain/customerFacts.ts';
import {
  accountKey,
  type CustomerKey,
  idKey,
  isTitle,
  nameKey,
  nameWords,
  partsOfName,
  phoneKey,
} from '../../domain/customerKeys.ts';
import { tellingStems } from '../../domain/words.ts';
import type { CustomerStore } from '../../ports/customerStore.ts';
import type { Lexicon } from '../../ports/lexicon.ts';

/** The words of a question and whom its asker may speak of. */
export interface Naming {
  text: string;
  /** Customers of the asker's call. */
  allowed: readonly CustomerFacts[];
  /** True for a question about a person: then a name we do not know is somebody else's too. */
  isAboutPerson: boolean;
}

interface NamingPorts {
  customers: Pick<CustomerStore, 'matching'>;
  lexicon: Pick<Lexicon, 'isWord'>;
}

/** Of whom a question speaks by name, number, telephone or e-mail address. */
export async function whoIsNamed(naming: Naming, ports: NamingPorts): Promise<'someone-else' | 'caller' | 'nobody'> {
  const { text, allowed, isAboutPerson } = naming;
  const found = await ports.customers.matching(mentionedKeys(text));
  const own = new Set(allowed.map(({ customerId }) => customerId));
  const isOwn = ({ customerId }: { customerId: string }): boolean => own.has(customerId);
  const people = [...Map.groupBy(found, ({ key }) => `${key.kind} ${key.value}`).values()];
  // Two people with one name or number: as long as the caller is one of them, it is the caller who is meant.
  if (people.some((ofKey) => !ofKey.some(isOwn))) return 'someone-else';
  const names = isAboutPerson ? namesIn(naming, ports) : 'nobody';
  if (isAboutPerson && (namesOthers(text) || hasForeignNumber(text, allowed))) return 'someone-else';
  return people.length > 0 && names === 'nobody' ? 'caller' : names;
}

const PHONE = /\+?\(?\d[\d\s().\-/]{4,20}\d/g;
const LONGEST_NAME = 3;
const SHORTEST_ACCOUNT = 5;
/** Nobody names more people in one question; a pasted list must not become a thousand look-ups. */
const MOST_KEYS = 600;

function mentionedKeys(text: string): CustomerKey[] {
  const tokens = tokensOf(text);
  const numbers = tokens.flatMap((token, at) => {
    if (!/\d/.test(token)) return [];
    const before = tokens[at - 1] ?? '';
    const spelt = /^\p{L}{1,3}$/u.test(before) ? [`${before}${token}`, `${before}-${token}`] : [];
    const plain = token.replace(/[^\p{L}\p{Nd}]/gu, '');
    const ids = [token, plain, ...spelt].map(idKey);
    return plain.length < SHORTEST_ACCOUNT ? ids : [...ids, accountKey(token)];
  });
  const phones = (text.match(PHONE) ?? []).flatMap((phone) => [phoneKey(phone), accountKey(phone)]);
  const keys = [...numbers, ...phones, ...nameKeysIn(text)].filter((key) => key !== undefined);
  return [...new Map(keys.map((key) => [`${key.kind} ${key.value}`, key])).values()].slice(0, MOST_KEYS);
}

function tokensOf(text: string): string[] {
  return text
    .split(/\s+/)
    .map((token) => token.replace(/^[^\p{L}\p{Nd}+]+|(?:['’]s)?[^\p{L}\p{Nd}]*$/gu, ''))
    .filter((token) => token !== '');
}

function nameKeysIn(text: string): CustomerKey[] {
  const words = nameWords(text);
  const keys: CustomerKey[] = [];
  for (let from = 0; from < words.length; from += 1) {
    for (let length = 2; length <= LONGEST_NAME; length += 1) {
      const some = words.slice(from, from + length);
      if (some.length === length && some.every(mayBeName)) keys.push(nameKey(some));
    }
  }
  return keys;
}

/** "for", "her" and the like are in no name. */
function mayBeName(word: string): boolean {
  return !/^\d/.test(word) && tellingStems(word).length > 0;
}

const OTHERS =
  /\b(?:(?:an?other|other|previous|next|different|every|each|all|last|any) (?:customer|caller|client|account|person)s?|(?:someone|somebody|everyone|anybody) else|all (?:of )?(?:our|the|my) (?:customers|callers)|(?:her|his|their|the) (?:husband|wife|partner|mother|father|mum|dad|son|daughter|brother|sister|neighbou?r|friend|boss|ex)['’]?s['’]? (?:\w+ )?(?:contract|plan|tariff|balance|account|record|history|address|phone|number|e-?mail|flags?))\b/i;

/** Speaks of people who are not on the line without naming them. */
function namesOthers(text: string): boolean {
  return OTHERS.test(text);
}

const EMAIL = /[^\s@<>()[\]"',;:]{1,64}@[^\s@<>()[\]"',;:]{1,255}/gu;
const DATE = /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$/;

/** A customer number, account, telephone number or e-mail address that is none of the caller's. */
function hasForeignNumber(text: string, allowed: readonly CustomerFacts[]): boolean {
  const own = new Set(allowed.flatMap(numbersOf));
  const emails = (text.match(EMAIL) ?? []).map((email) => email.toLowerCase().replace(/[.?!]+$/, ''));
  const phones = (text.match(PHONE) ?? []).map((phone) => phone.trim()).filter((phone) => !DATE.test(phone));
  const ids = tokensOf(text).filter((token) => /^(?=.*\p{L})(?=(?:.*\d){3})[\p{L}\d-]+$/u.test(token));
  const keys = [...phones.map((phone) => phoneKey(phone)?.value), ...ids.map(plainOf)];
  return [...emails, ...keys.filter((key) => key !== undefined)].some((mentioned) => !own.has(mentioned));
}

function numbersOf({ customerId, accountNumber, phone, email, plan, products }: CustomerFacts): string[] {
  const account = accountNumber === undefined ? undefined : phoneKey(accountNumber)?.value;
  const texts = [plainOf(customerId), account, phone && phoneKey(phone)?.value, email?.toLowerCase()];
  const plans = [plan ?? '', ...products].flatMap((name) => tokensOf(name).map(plainOf));
  return [...texts, ...plans].filter((text) => text !== undefined);
}

function plainOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{Nd}]/gu, '');
}

const NO_PERSON = new Set(
  `customer caller client today tomorrow yesterday month year week account contract company company's what that it let who
  here there how she he they lady gentleman`.split(/\s+/),
);

/** "Mr Novak", "Daniel's balance", "the plan of Bob Miller": names, known to the CRM or not. */
function namesIn({ text, allowed }: Naming, { lexicon }: NamingPorts): 'someone-else' | 'caller' | 'nobody' {
  const own = new Set(allowed.flatMap(({ name }) => partsOfName(name ?? '')));
  const ownThings = new Set(
    allowed.flatMap(({ plan, products, flags }) => [plan ?? '', ...products, ...flags].flatMap(nameWords)),
  );
  const named = wordsWithNames(text, lexicon).filter((word) => !ownThings.has(word));
  if (named.some((word) => !own.has(word))) return 'someone-else';
  return named.length > 0 ? 'caller' : 'nobody';
}

/** The words of a text that stand where a name stands, or are no other word. */
function wordsWithNames(text: string, lexicon: Pick<Lexicon, 'isWord'>): string[] {
  const words = [...text.matchAll(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*(['’]s?(?![\p{L}]))?/gu)];
  return words.flatMap(({ 0: shown, 1: possessive = '' }, at) => {
    const [word = ''] = nameWords(shown);
    if (word === '' || NO_PERSON.has(word) || isTitle(word)) return [];
    if (isTitle(words[at - 1]?.[0].toLowerCase() ?? '')) return [word];
    const isCapital = /^\p{Lu}\p{Ll}/u.test(shown);
    const isKnownWord = lexicon.isWord(tellingStems(word)[0] ?? word);
    const isPossessive = possessive.length > 1 && (isCapital || !isKnownWord);
    return isPossessive || (isCapital && !isKnownWord && mayBeName(word)) ? [word] : [];
  });
}
