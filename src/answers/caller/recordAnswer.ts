import type { AnswerLine, Citation } from '../../domain/answer.ts';
import type { CustomerFacts } from '../../domain/customerFacts.ts';
import type { Language } from '../../domain/language.ts';
import { clockTime, fromNow, isPast, longDate, moneyText, readDay } from '../../messages/dates.ts';
import { type Messages, messagesFor } from '../../messages/messages.ts';
import { instructsAssistant } from '../../domain/screening/screenText.ts';
import { plainModelText } from '../../model/plainModelText.ts';
import type { RecordPart } from './callerTopics.ts';

/** The caller's record as it was read. */
export interface ReadRecord {
  facts: CustomerFacts;
  readAt: Date;
  language: Language;
  /** The question, for what it wants to know of a part. */
  text: string;
}

/** What the record says of each part, each with its source. */
export interface RecordAnswer {
  lines: readonly AnswerLine[];
  citations: readonly Citation[];
}

const CONTACTS_TOLD = 3;
const CONTACT_CHARACTERS = 400;
const NO_HOSTS: ReadonlySet<string> = new Set();

/** Sentences for the parts that were asked for; sources are numbered from `firstNumber`. */
export function recordAnswer(record: ReadRecord, parts: readonly RecordPart[], firstNumber = 1): RecordAnswer {
  const words = messagesFor(record.language).customers;
  const told = parts.map((part, at) => {
    const n = firstNumber + at;
    const sentences = sentencesOf(part, record);
    return {
      lines: sentences.map((text) => ({ kind: 'point' as const, text, n })),
      citation: {
        n,
        passageId: `crm:${part}`,
        file: '',
        origin: 'crm' as const,
        title: words.source(words.parts[part], clockTime(record.readAt, record.language)),
        snippet: sentences[0] ?? '',
        isRestricted: true,
      },
    };
  });
  return { lines: told.flatMap(({ lines }) => lines), citations: told.map(({ citation }) => citation) };
}

function sentencesOf(part: RecordPart, record: ReadRecord): string[] {
  const messages = messagesFor(record.language);
  const words = messages.customers;
  const sentences = {
    contract: contractSentences,
    plan: planSentences,
    balance: balanceSentences,
    flags: flagSentences,
    contacts: contactSentences,
    contact: contactDetails,
    name: ({ facts }: ReadRecord) => (facts.name === undefined ? [] : [words.name(facts.name, facts.customerId)]),
  }[part](record, messages);
  return sentences.length === 0 ? [words.missing(words.parts[part])] : sentences;
}

const WANTS_START = /\b(?:start|starts|started|begin|began|begun|since|seit|beginn)\b/i;

function contractSentences({ facts, readAt, text }: ReadRecord, { customers: words, language }: Messages): string[] {
  const { contractStart, contractEnd } = facts;
  const sentences: string[] = [];
  if (contractEnd !== undefined) {
    const day = readDay(contractEnd);
    const says = day !== undefined && isPast(day, readAt) ? words.contractEnded : words.contractEnds;
    sentences.push(
      day === undefined
        ? words.contractWord(contractEnd)
        : says(longDate(day, language), fromNow(day, readAt, language)),
    );
  }
  const start = contractStart === undefined ? undefined : readDay(contractStart);
  if (start === undefined || !WANTS_START.test(text)) return sentences;
  const says = isPast(start, readAt) ? words.contractStarted : words.contractStarts;
  return [says(longDate(start, language), fromNow(start, readAt, language)), ...sentences];
}

function planSentences({ facts }: ReadRecord, { customers: words }: Messages): string[] {
  const { plan, products } = facts;
  const others = products.filter((product) => product !== plan);
  return [
    ...(plan === undefined ? [] : [words.plan(plan)]),
    ...(others.length === 0 ? [] : [words.products(others.join(', '))]),
  ];
}

function balanceSentences({ facts }: ReadRecord, { customers: words, language }: Messages): string[] {
  const { balance, currency } = facts;
  if (balance === undefined) return [];
  if (balance === 0) return [words.owesNothing];
  const amount = moneyText(Math.abs(balance), currency, language);
  return [balance > 0 ? words.owes(amount) : words.inCredit(amount)];
}

function flagSentences({ facts, text }: ReadRecord, { customers: words }: Messages): string[] {
  const asksVulnerable = /vulnerable|schutzbed/i.test(text);
  const isVulnerable = facts.flags.some((flag) => /vulnerable/i.test(flag));
  const others = facts.flags.filter((flag) => !(asksVulnerable && /vulnerable/i.test(flag)));
  const listed = others.length === 0 ? [] : [words.flags(others.join(', '))];
  if (asksVulnerable) return [isVulnerable ? words.isVulnerable : words.isNotVulnerable, ...listed];
  return listed.length === 0 ? [words.noFlags] : listed;
}

function contactSentences({ facts, readAt }: ReadRecord, { customers: words, language }: Messages): string[] {
  const contacts = facts.contacts.slice(0, CONTACTS_TOLD);
  const [last, ...earlier] = contacts.map(({ date, summary }) => ({
    date,
    // What somebody wrote to steer an assistant is nothing to say aloud.
    summary: instructsAssistant(summary)
      ? words.contactInstructs
      : plainModelText(summary, { characters: CONTACT_CHARACTERS, hosts: NO_HOSTS }),
  }));
  if (last === undefined) return [words.noContacts];
  const day = readDay(last.date);
  const first =
    day === undefined
      ? words.lastContactUndated(last.summary)
      : words.lastContact(longDate(day, language), fromNow(day, readAt, language), last.summary);
  return [
    first,
    ...earlier.map(({ date, summary }) => {
      const when = readDay(date);
      return words.earlierContact(when === undefined ? date : longDate(when, language), summary);
    }),
  ];
}

function contactDetails({ facts, text }: ReadRecord, { customers: words }: Messages): string[] {
  const { phone, email, address } = facts;
  const known = [
    { asked: /phone|mobile|number|telefon/i, sentence: phone && words.phone(phone) },
    { asked: /mail/i, sentence: email && words.email(email) },
    { asked: /(?<!mail )address|postcode|adresse|anschrift/i, sentence: address && words.address(address) },
  ];
  const wanted = known.filter(({ asked }) => asked.test(text));
  return (wanted.length === 0 ? known : wanted).flatMap(({ sentence }) => sentence ?? []);
}
