import type { CodePhraseState, CodePhraseView } from '../domain/callView.ts';
import { randomUUID } from 'node:crypto';
import type { Language } from '../domain/language.ts';
import { type Call, callHolder, leaseOf } from '../domain/lease.ts';
import { e164Of } from '../domain/sms/phoneNumber.ts';
import type { SmsState, SmsWithheld } from '../domain/sms/sms.ts';
import { smsMessages } from '../messages/smsMessages.ts';
import type { AuditLog } from '../ports/auditLog.ts';
import type { Clock } from '../ports/clock.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { Leases } from '../ports/leases.ts';
import type { NewSms, SmsOutbox } from '../ports/smsOutbox.ts';
import type { Subscribers } from '../ports/subscribers.ts';

/** Who asks for a phrase on which call. */
export interface CodePhraseRequest {
  callId: string;
  agentId: string;
  tenantId: string | undefined;
  language: Language;
}

/** Proof to a customer that it is the company that calls: a phrase by SMS, then from the agent's mouth. */
export interface CodePhrases {
  /** Undefined where none can be sent: an inbound call, no SMS, no number on file. */
  of(call: Call, phone: string | undefined): Promise<CodePhraseView | undefined>;
  /** Sends it once per call, audited, to the number on file and no other. Rejects with AuditUnavailable. */
  send(asked: CodePhraseRequest): Promise<'asked-for' | 'not-your-call' | 'not-possible'>;
}

interface PhrasePorts {
  leases: Pick<Leases, 'find' | 'wrapUpMs'>;
  customers: Pick<CustomerStore, 'find'>;
  subscribers: Pick<Subscribers, 'find'>;
  smsOutbox: Pick<SmsOutbox, 'add' | 'ofCall'>;
  audit: Pick<AuditLog, 'write'>;
  smsSettings: { isOn: boolean; countryCode: string };
  /** Nobody can guess a phrase without the house's secret; the same on every process, so that none is stored. */
  keyedHash: (value: string) => string;
  companyName: string;
  clock: Clock;
}

const WORTH_MS = 5 * 60_000;

/** Phrases of this house. */
export function codePhrases(ports: PhrasePorts): CodePhrases {
  return {
    of: async (call, phone) => {
      if (!isPossible(call, phone, ports)) return undefined;
      const sent = await ports.smsOutbox.ofCall(call.callId, 'code-phrase');
      if (sent === undefined) return { kind: 'offered' };
      return { kind: 'sent', phrase: phraseOf(call.callId, ports), state: STATES[sent.state] };
    },
    send: async (asked) => {
      const outcome = await send(asked, ports);
      if (outcome !== 'asked-for') await auditRefusal(asked, outcome, ports);
      return outcome;
    },
  };
}

const STATES: Readonly<Record<SmsState, CodePhraseState>> = {
  ...{ waiting: 'on-its-way', sending: 'on-its-way', accepted: 'on-its-way', delivered: 'arrived' },
  ...{ failed: 'lost', unknown: 'lost', cancelled: 'lost', withheld: 'unwanted' },
};

function isPossible(call: Call, phone: string | undefined, { smsSettings }: PhrasePorts): boolean {
  const number = phone === undefined ? undefined : e164Of(phone, smsSettings.countryCode);
  return smsSettings.isOn && call.direction === 'outbound' && number !== undefined;
}

async function send(
  { callId, agentId, tenantId, language }: CodePhraseRequest,
  ports: PhrasePorts,
): Promise<Awaited<ReturnType<CodePhrases['send']>>> {
  const at = ports.clock.now();
  const call = await ports.leases.find(callId);
  const lease = call && leaseOf(call, at, ports.leases.wrapUpMs);
  if (call === undefined || lease === undefined || callHolder(call) !== agentId) return 'not-your-call';
  if (!lease.isLive || lease.customer.kind !== 'known') return 'not-possible';
  const { customerId } = lease.customer;
  const phone = (await ports.customers.find(customerId))?.phone;
  const to = phone === undefined ? undefined : e164Of(phone, ports.smsSettings.countryCode);
  if (to === undefined || !isPossible(call, phone, ports)) return 'not-possible';
  const withheld = await whyNot(to, ports);
  const text = smsMessages[language].codePhrase(ports.companyName, phraseOf(callId, ports));
  const messageId = randomUUID();
  const what: NewSms['what'] =
    withheld === undefined
      ? { kind: 'send', to, text, expiresAt: new Date(at.getTime() + WORTH_MS) }
      : { kind: 'withheld', why: withheld };
  await ports.smsOutbox.add(
    { messageId, purpose: 'code-phrase', callId, level: '', at, what },
    {
      ...{ at, who: agentId, tenantId, action: 'sms', what: `sms ${messageId} to customer ${customerId}` },
      ...(withheld === undefined ? { result: 'begun', content: text } : { result: 'refused', reason: withheld }),
      ...{ correlationId: callId, versions: ['code-phrase'] },
    },
  );
  return 'asked-for';
}

async function auditRefusal(
  { callId, agentId, tenantId }: CodePhraseRequest,
  reason: string,
  { audit, clock }: PhrasePorts,
): Promise<void> {
  const refused = { action: 'sms', what: `code phrase of call ${callId}`, result: 'refused', reason } as const;
  await audit.write({ at: clock.now(), who: agentId, tenantId, ...refused, correlationId: callId });
}

/** Whoever wants no SMS or must get none gets none of these either. */
async function whyNot(number: string, { subscribers }: PhrasePorts): Promise<SmsWithheld | undefined> {
  const subscriber = await subscribers.find(number);
  if (subscriber?.isOptedOut === true) return 'opted-out';
  return subscriber?.isQuiet === true ? 'quiet' : undefined;
}

/** Words that are the same in both languages: the agent's and the customer's may differ. */
const WORDS =
  'hotel radio tiger museum ring wind butter winter gold panda zebra kiwi safari tunnel garage orange sofa taxi marathon motor tango oboe tuba gorilla piano mango robot domino tennis golf olive nest august november park pilot pullover rose wolf yoga zoo alligator banjo bungalow cello delta echo filter flamingo hamster jazz karate koala lava magnet opal panorama pizza pony puma sauna signal spaghetti villa'.split(
    ' ',
  );
const WORDS_IN_PHRASE = 3;

/** Three words of 64, each another one: one in 250,000. */
function phraseOf(callId: string, { keyedHash }: PhrasePorts): string {
  const bytes = Buffer.from(keyedHash(`code phrase ${callId}`), 'base64url');
  const words = [...new Set([...bytes].map((byte) => WORDS[byte % WORDS.length]))];
  return words.slice(0, WORDS_IN_PHRASE).join(' ');
}
