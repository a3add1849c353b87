import { e164Of } from '../domain/sms/phoneNumber.ts';
import type { Subscriber } from '../domain/sms/sms.ts';

/** One line of the CSV, by heading. */
export type SubscriberRow = Readonly<Record<string, string | undefined>>;

const YES = /^(?:yes|true|1|ja)$/i;
const NO = /^(?:no|false|0|nein)$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whom a line signs up, or a sentence that says what is wrong with it. An empty optOut leaves an opt-out as it is. */
export function readSubscriber(
  row: SubscriberRow,
  { countryCode }: { countryCode: string },
): { subscriber: Subscriber; revokesOptOut: boolean } | { problem: string } {
  const number = e164Of(row.number ?? '', countryCode);
  if (number === undefined) return { problem: 'number is missing or no telephone number.' };
  const language = (row.language ?? '').toLowerCase() || 'en';
  if (language !== 'en' && language !== 'de') return { problem: 'language must be en or de.' };
  const flags = { optOut: row.optOut ?? '', quiet: row.quiet ?? '' };
  const unclear = Object.entries(flags).find(([, said]) => said !== '' && !YES.test(said) && !NO.test(said));
  if (unclear !== undefined) return { problem: `${unclear[0]} must be yes or no.` };
  const other = otherNumber(row, countryCode);
  if (other !== undefined && 'problem' in other) return other;
  return {
    subscriber: {
      number,
      language,
      ...(other === undefined || other.number === number ? {} : { other }),
      isOptedOut: YES.test(flags.optOut),
      isQuiet: YES.test(flags.quiet),
    },
    revokesOptOut: NO.test(flags.optOut),
  };
}

/** Somebody else's number is written to only when its owner has agreed, with the day. */
function otherNumber(row: SubscriberRow, countryCode: string): Subscriber['other'] | { problem: string } {
  const written = row.smsNumber ?? '';
  if (written === '') return undefined;
  const number = e164Of(written, countryCode);
  if (number === undefined) return { problem: 'smsNumber is no telephone number.' };
  const consentAt = row.consent ?? '';
  const isDay = DAY.test(consentAt) && !Number.isNaN(Date.parse(consentAt));
  return isDay
    ? { number, consentAt }
    : { problem: 'smsNumber needs consent: the day its owner agreed, as 2026-03-01.' };
}
