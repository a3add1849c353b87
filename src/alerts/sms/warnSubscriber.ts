import { randomUUID } from 'node:crypto';
import { e164Of } from '../../domain/sms/phoneNumber.ts';
import type { SmsPurpose, SmsWithheld, Subscriber, WarningLevel } from '../../domain/sms/sms.ts';
import { smsMessages } from '../../messages/smsMessages.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SmsOutbox } from '../../ports/smsOutbox.ts';
import type { Subscribers } from '../../ports/subscribers.ts';
import { composeWarning } from './composeWarning.ts';

/** A call of a subscriber that has become risky. */
export interface SubscriberWarning {
  callId: string;
  /** As it is now; anything else than 'warn' and 'scam' warns nobody. */
  level: string;
  signals: readonly { name: string }[];
  /** The subscriber's number as the platform writes it; undefined when it is not known. */
  subscriber: string | undefined;
}

/** Whether and how subscribers are written to. */
export interface WarnPorts {
  subscribers: Pick<Subscribers, 'find'>;
  smsOutbox: Pick<SmsOutbox, 'add'>;
  smsSettings: SmsSettings;
  clock: Clock;
}

/** What the house says about SMS. */
export interface SmsSettings {
  /** False with SMS_PROVIDER=off: nothing is queued. */
  isOn: boolean;
  /** Of numbers that are written without one, such as 44. */
  countryCode: string;
  /** Calls to these, as +<digits>, are tests of the whole chain. */
  testNumbers: readonly string[];
}

/** 'repeat' when the call has been warned of at this level. */
export type WarnOutcome =
  { kind: 'queued'; messageId: string } | { kind: 'withheld'; why: SmsWithheld } | SimpleOutcome;

type SimpleOutcome = { kind: 'repeat' } | { kind: 'off' };

/** A warning helps while the call lasts and shortly after. */
const WORTH_MS = 10 * 60_000;

/**
 * Sees to it that the subscriber of a risky call gets one SMS per level, if the operator has signed them up and they may
 * be written to; audited either way. Call it whenever the level rises. Rejects with AuditUnavailable: then nothing goes out.
 */
export async function warnSubscriber(warning: SubscriberWarning, ports: WarnPorts): Promise<WarnOutcome> {
  const { callId, level, signals, subscriber } = warning;
  if (!ports.smsSettings.isOn || (level !== 'warn' && level !== 'scam')) return { kind: 'off' };
  const textFor = ({ language }: Subscriber): string => composeWarning({ level, signals, language });
  return queueSms({ callId, level, purpose: 'warning', number: subscriber, textFor }, ports);
}

/**
 * Sends the caller the test text when a call goes to a number of SMS_TEST_NUMBERS, so that an operator can try the chain
 * at any time; 'off' for every other call. Who calls is not asked: anybody can write any caller id.
 */
export async function warnOfTestCall(
  { callId, caller, called }: { callId: string; caller: string | undefined; called: string | undefined },
  ports: WarnPorts,
): Promise<WarnOutcome> {
  const { isOn, countryCode, testNumbers } = ports.smsSettings;
  const to = called === undefined ? undefined : e164Of(called, countryCode);
  if (!isOn || to === undefined || !testNumbers.includes(to)) return { kind: 'off' };
  const textFor = ({ language }: Subscriber): string => smsMessages[language].test;
  return queueSms({ callId, level: '', purpose: 'test', number: caller, textFor }, ports);
}

async function queueSms(
  asked: {
    callId: string;
    level: WarningLevel | '';
    purpose: SmsPurpose;
    number: string | undefined;
    textFor: (subscriber: Subscriber) => string;
  },
  { subscribers, smsOutbox, smsSettings, clock }: WarnPorts,
): Promise<WarnOutcome> {
  const { callId, level, purpose, textFor } = asked;
  const number = asked.number === undefined ? undefined : e164Of(asked.number, smsSettings.countryCode);
  const subscriber = number === undefined ? undefined : await subscribers.find(number);
  const withheld = number === undefined ? 'no-number' : whyNot(subscriber);
  const at = clock.now();
  const messageId = randomUUID();
  const row = { at, who: 'earpiece', action: 'sms', what: `sms ${messageId} of call ${callId}` } as const;
  const versions = [purpose, ...(level === '' ? [] : [level])];
  if (withheld !== undefined || subscriber === undefined) {
    const why = withheld ?? 'not-provisioned';
    const entry = { ...row, result: 'refused', reason: why, correlationId: callId, versions } as const;
    const isNew = await smsOutbox.add(
      { messageId, purpose, callId, level, at, what: { kind: 'withheld', why } },
      entry,
    );
    return isNew ? { kind: 'withheld', why } : { kind: 'repeat' };
  }
  const text = textFor(subscriber);
  const to = subscriber.other?.number ?? subscriber.number;
  const what = { kind: 'send', to, text, expiresAt: new Date(at.getTime() + WORTH_MS) } as const;
  const entry = { ...row, result: 'begun', correlationId: callId, versions, content: text } as const;
  const isNew = await smsOutbox.add({ messageId, purpose, callId, level, at, what }, entry);
  return isNew ? { kind: 'queued', messageId } : { kind: 'repeat' };
}

function whyNot(subscriber: Subscriber | undefined): SmsWithheld | undefined {
  if (subscriber === undefined) return 'not-provisioned';
  if (subscriber.isOptedOut) return 'opted-out';
  return subscriber.isQuiet ? 'quiet' : undefined;
}
