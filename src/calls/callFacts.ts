import type { CallStarted } from '../domain/call.ts';
import { e164Of } from '../domain/sms/phoneNumber.ts';
import { subscriberKey } from '../domain/sms/subscriberKey.ts';
import type { CallFacts } from '../ports/watchedCalls.ts';

/** Digits of a number that name its holder rather than its range. */
const OWN_DIGITS = 4;

/** What an operator says of where a call comes from, as numbers are written. */
export interface CallOrigin {
  /** Asserted by the operator, the first counts. */
  assertedIdentities: readonly string[];
  /** Who sent the call on, the last first. */
  diversions: readonly { uri: string }[];
  attestation?: 'A' | 'B' | 'C';
  verification?: string;
}

/** How numbers become keys. */
export interface NumberKeys {
  keyedHash: (value: string) => string;
  /** Of numbers that are written without one. */
  countryCode: string;
}

/** What watching may know of how a call began: the numbers only as keyed hashes and as a range. */
export function callFacts(
  { setting, direction, queue, phone, called, subscriber }: Omit<CallStarted, 'type' | 'callId' | 'at'>,
  { keyedHash, countryCode }: NumberKeys,
  origin: CallOrigin = { assertedIdentities: [], diversions: [] },
): CallFacts {
  const range = digitsOf(called).slice(0, -OWN_DIGITS);
  const line = subscriber === undefined ? undefined : e164Of(subscriber, countryCode);
  const keyOf = (number: string | undefined): string | undefined => {
    const digits = digitsOf(number);
    return digits === '' ? undefined : keyedHash(`caller ${digits}`);
  };
  // What is shown may be forged anew for each call; what the operator asserts is not.
  const asserted = keyOf(origin.assertedIdentities.find((uri) => digitsOf(uri) !== ''));
  const shown = keyOf(phone);
  const dialled = setting === 'subscriber' ? digitsOf(subscriber ?? called) : '';
  const facts: CallFacts = {
    ...{ setting, direction, queue, callerKey: asserted ?? shown, calledRange: range === '' ? undefined : range },
    lineKey: dialled === '' ? undefined : keyedHash(`line ${dialled}`),
    subscriberKey: line === undefined ? undefined : subscriberKey(line, keyedHash),
    shownKey: asserted === undefined || asserted === shown ? undefined : shown,
    divertedKey: keyOf(origin.diversions[0]?.uri),
    ...{ attestation: origin.attestation, verification: origin.verification },
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** The same number is written in many ways: what stands behind it in a SIP address is no part of it, and a name is none. */
function digitsOf(number: string | undefined): string {
  const user = (number ?? '')
    .trim()
    .replace(/^(?:sips?|tel):/i, '')
    .replace(/[@;].*$/s, '');
  if (/[a-z]/i.test(user)) return '';
  const digits = user.replace(/^\+/, '00').replace(/\D/g, '');
  return digits.replace(/^00/, '');
}
