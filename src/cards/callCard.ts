import type { CallView } from '../domain/callView.ts';
import type { CustomerFacts } from '../domain/customerFacts.ts';
import { instructsAssistant } from '../domain/screening/screenText.ts';
import { fromNow, isPast, longDate, moneyText, readDay } from '../messages/dates.ts';
import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { fitCard } from './fitCard.ts';
import { shownText } from './shownText.ts';
import { speakable } from './speakable.ts';
import template from './templates/call.json' with { type: 'json' };

/** Why the last button did nothing. */
export type CallProblem =
  'noMatch' | 'tooManyTries' | 'notACandidate' | 'accountMissing' | 'answerMissing' | 'noPhrase';

/** What the card of a call shows. */
export interface CallCardView {
  callId: string;
  call: CallView;
  now: Date;
  /** Sensitive data is being asked for on the call. */
  isAtRisk?: boolean | undefined;
  /** Who had the call before. */
  takenOverFrom?: string | undefined;
  problem?: CallProblem | undefined;
  /** What the note of the ended call waits for, or that it waited in vain. */
  awaiting?: 'transcript' | 'recording' | 'failed' | undefined;
}

interface Drawing {
  view: CallCardView;
  messages: Messages;
  share: number;
}

const NAME_CHARACTERS = 80;
const FACT_CHARACTERS = 160;
const CONTACT_CHARACTERS = 240;
const CONTACTS_SHOWN = 3;
const ACTIONS_SHOWN = 4;
const FLAGS_SHOWN = 8;
/** Teams shows six buttons. */
const CANDIDATES_SHOWN = 5;

/** Who is calling and what to know about them, or the way to find out. */
export function callCard(view: CallCardView, messages: Messages): AdaptiveCard {
  return fitCard((share) => drawCall({ view, messages, share }));
}

function drawCall(drawing: Drawing): AdaptiveCard {
  const { view, messages } = drawing;
  const { call, problem } = view;
  const words = messages.calls;
  const facts = call.kind === 'caller' ? call.facts : undefined;
  const isAsking = call.kind === 'choose' || call.kind === 'identify';
  return fillCard(template, {
    language: messages.language,
    speak: speakable(facts === undefined ? words.identifyHeading : (facts.name ?? facts.customerId)),
    fallback: messages.cards.cannotShow,
    caution: view.isAtRisk === true && 'isLive' in call && call.isLive ? messages.alerts.quietNotice : '',
    ended: (isAsking || call.kind === 'caller') && !call.isLive ? words.ended : '',
    awaiting: isAsking || call.kind === 'caller' ? awaitingText(view, messages) : '',
    takenOver: view.takenOverFrom === undefined ? '' : words.takenOver(shownText(view.takenOverFrom, NAME_CHARACTERS)),
    name: facts === undefined ? '' : shownText(facts.name ?? facts.customerId, NAME_CHARACTERS),
    numbers: facts === undefined ? '' : shownText(numbersOf(facts), FACT_CHARACTERS),
    flags: facts === undefined ? '' : flagsText(facts, messages),
    facts: facts === undefined ? [] : factRows(facts, drawing),
    ...contactLines(facts, drawing),
    actionsHeading: words.actionsHeading,
    actions: (facts?.openActions ?? []).slice(0, ACTIONS_SHOWN).map((text) => ({ text: contactText(text, drawing) })),
    problem: problem === undefined ? '' : words[problem],
    ...proving(view, messages),
    ...asking(view, messages),
  });
}

function awaitingText({ awaiting }: CallCardView, { calls: words }: Messages): string {
  return awaiting === undefined ? '' : words.awaiting[awaiting];
}

function numbersOf({ name, customerId, accountNumber }: CustomerFacts): string {
  return [name === undefined ? undefined : customerId, accountNumber].filter((part) => part !== undefined).join(' · ');
}

function flagsText({ flags }: CustomerFacts, { calls: words }: Messages): string {
  if (flags.length === 0) return '';
  const shown = shownText(flags.slice(0, FLAGS_SHOWN).join(', '), FACT_CHARACTERS);
  return `${words.flagsHeading}: ${shown} (${words.notToReadOut})`;
}

function factRows(facts: CustomerFacts, { view: { now }, messages }: Drawing): { label: string; value: string }[] {
  const words = messages.calls;
  const rows = [
    { label: words.plan, value: facts.plan ?? facts.products.join(', ') },
    { label: words.contract, value: contractText(facts, now, messages) },
    { label: words.balance, value: balanceText(facts, messages) },
  ];
  return rows
    .filter(({ value }) => value !== '')
    .map(({ label, value }) => ({ label, value: shownText(value, FACT_CHARACTERS) }));
}

function contractText({ contractEnd }: CustomerFacts, now: Date, { calls: words, language }: Messages): string {
  if (contractEnd === undefined) return '';
  const day = readDay(contractEnd);
  if (day === undefined) return contractEnd;
  const says = isPast(day, now) ? words.hasEnded : words.ends;
  return says(longDate(day, language), fromNow(day, now, language));
}

function balanceText({ balance, currency }: CustomerFacts, { calls: words, language }: Messages): string {
  if (balance === undefined) return '';
  if (balance === 0) return words.owesNothing;
  const amount = moneyText(Math.abs(balance), currency, language);
  return balance > 0 ? words.owes(amount) : words.inCredit(amount);
}

/** What somebody wrote into the record, unless it tells an assistant what to do. */
function contactText(text: string, { messages, share }: Drawing): string {
  if (instructsAssistant(text)) return messages.customers.contactInstructs;
  return shownText(text, CONTACT_CHARACTERS * share);
}

function contactLines(facts: CustomerFacts | undefined, drawing: Drawing): object {
  const { messages } = drawing;
  const words = messages.calls;
  const contacts = facts?.contacts.slice(0, CONTACTS_SHOWN) ?? [];
  return {
    contactsHeading: facts === undefined ? '' : contacts.length === 0 ? words.noContacts : words.contactsHeading,
    contacts: contacts.map(({ date, agent, summary }) => {
      const day = readDay(date);
      const when = [day === undefined ? date : longDate(day, messages.language), agent].filter((part) => part);
      return {
        when: shownText(when.join(' · '), FACT_CHARACTERS),
        text: contactText(summary, drawing),
      };
    }),
  };
}

function proving({ call, callId }: CallCardView, { calls: words }: Messages): object {
  const codePhrase = call.kind === 'caller' && call.isLive ? call.codePhrase : undefined;
  const isReadOut = codePhrase?.kind === 'sent' && codePhrase.state !== 'unwanted' && codePhrase.state !== 'lost';
  return {
    phraseHeading: isReadOut ? words.readOut : '',
    phrase: isReadOut ? codePhrase.phrase : '',
    phraseState: codePhrase?.kind === 'sent' ? words.phraseStates[codePhrase.state] : '',
    proves: codePhrase?.kind === 'offered',
    proveTitle: words.proveIt,
    proveHint: words.proveHint,
    proveData: { verb: 'sendCodePhrase', callId },
  };
}

function asking({ call, callId }: CallCardView, { calls: words }: Messages): object {
  const isAsking = call.kind === 'choose' || call.kind === 'identify';
  const candidates = call.kind === 'choose' ? call.candidates.slice(0, CANDIDATES_SHOWN) : [];
  return {
    whoHeading: call.kind === 'choose' ? words.whoHeading : '',
    candidates: candidates.map(({ customerId, name }) => ({
      title: words.choose(shownText(name, NAME_CHARACTERS / 2)),
      tooltip: words.choose(`${shownText(name, NAME_CHARACTERS / 2)} (${customerId})`),
      data: { verb: 'chooseCaller', callId, customerId },
    })),
    isAsking,
    words: {
      ...{ heading: call.kind === 'choose' ? words.noneOfThese : words.identifyHeading, hint: words.identifyHint },
      ...{ account: words.account, accountMissing: words.accountMissing },
      ...{ item: words.item, answer: words.answer, answerMissing: words.answerMissing },
    },
    items: Object.entries(words.items).map(([value, title]) => ({ value, title })),
    identifyTitle: words.identify,
    identifyData: { verb: 'identifyCaller', callId },
  };
}
