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
  /** The key of the subscriber's line (domain/sms/subscriberKey), as no number of a call is kept; undefined when unknown. */
  subscriberKey: string | undefined;
}

/** Whether and how subscribers are written to. */
export interface WarnPorts {
  subscribers: Pick<Subscribers, 'find' | 'findByKey'>;
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
  const { callId, level, signals, subscriberKey } = warning;
  if (!ports.smsSettings.isOn || (level !== 'warn' && level !== 'scam')) return { kind: 'off' };
  const textFor = ({ language }: Subscriber): string => composeWarning({ level, signals, language });
  const line = subscriberKey === undefined ? 'no-number' : await ports.subscribers.findByKey(subscriberKey);
  return queueSms({ callId, level, purpose: 'warning', line, textFor }, ports);
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
  const from = caller === undefined ? undefined : e164Of(caller, countryCode);
  const line = from === undefined ? 'no-number' : await ports.subscribers.find(from);
  return queueSms({ callId, level: '', purpose: 'test', line, textFor }, ports);
}

async function queueSms(
  asked: {
    callId: string;
    level: WarningLevel | '';
    purpose: SmsPurpose;
    /** Whose line it is; undefined for nobody's that is known. */
    line: Subscriber | 'no-number' | undefined;
    textFor: (subscriber: Subscriber) => string;
  },
  { smsOutbox, clock }: WarnPorts,
): Promise<WarnOutcome> {
  const { callId, level, purpose, line, textFor } = asked;
  const subscriber = line === 'no-number' ? undefined : line;
  const withheld = line === 'no-number' ? line : whyNot(subscriber);
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
