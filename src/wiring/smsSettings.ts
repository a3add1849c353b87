import { z } from 'zod';
import type { SmsSettings } from '../alerts/sms/warnSubscriber.ts';
import { e164Of } from '../domain/sms/phoneNumber.ts';

const SENDER = /^(?:\+\d{6,15}|\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 .&-]{1,11})$/;
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];
const SMPP_PORT = 2775;
const SMPP_TLS_PORT = 3550;

/** Settings of SMS to subscribers. */
export const smsSettings = {
  SMS_PROVIDER: z
    .enum(['off', 'acs', 'smpp'], 'must be off, acs or smpp')
    .default('off')
    .describe('Who carries warnings by SMS: Azure Communication Services, or a message centre by SMPP.'),
  SMS_SENDER: z
    .string()
    .regex(SENDER, 'must be a name of at most 11 letters, a number as +<digits>, or a short code')
    .optional()
    .describe('In whose name SMS go out; the carriers must know it.'),
  SMS_COUNTRY_CODE: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'must be a country code, such as 44')
    .default('44')
    .describe('Country code of telephone numbers that are written without one.'),
  SMS_TEST_NUMBERS: z
    .string()
    .optional()
    .describe('Numbers, comma separated: a call to one of them always sends the caller, if signed up, a test SMS.'),
  SMS_SMPP_URL: z
    .url({ protocol: /^s?smpp$/, error: 'must be ssmpp://host:port or smpp://host:port' })
    .optional()
    .describe('The message centre: ssmpp:// with TLS, smpp:// without it (local mode and this machine only).'),
  SMS_SMPP_SYSTEM_ID: z.string().min(1).max(15).optional().describe('Who we are to the message centre.'),
  SMS_SMPP_PASSWORD: z.string().min(1).max(8).optional().describe('Password of SMS_SMPP_SYSTEM_ID. Secret.'),
  SMS_ACS_ENDPOINT: z
    .url({ protocol: /^https$/, error: 'must be an https address' })
    .optional()
    .describe('Azure Communication Services, such as https://name.communication.azure.com.'),
  SMS_ACS_KEY: z
    .base64('must be base64')
    .optional()
    .describe('Access key of SMS_ACS_ENDPOINT; without it the managed identity. Secret.'),
  SMS_EVENTS_KEY: z
    .string()
    .min(16, 'must have at least 16 characters')
    .optional()
    .describe('Key that Event Grid sends as the header X-Events-Key with receipts to /api/sms/events. Secret.'),
};

/** Names whose values are never printed. */
export const SMS_SECRETS = ['SMS_SMPP_PASSWORD', 'SMS_ACS_KEY', 'SMS_EVENTS_KEY'] as const;

/** Who carries SMS. */
export type SmsPlace = AcsPlace | SmppPlaceSettings;

interface AcsPlace {
  kind: 'acs';
  sender: string;
  endpoint: string;
  /** Undefined: the managed identity. */
  key: string | undefined;
}

interface SmppPlaceSettings {
  kind: 'smpp';
  sender: string;
  host: string;
  port: number;
  isEncrypted: boolean;
  systemId: string;
  password: string;
}

/** Everything the house needs to know about SMS. */
export interface SmsConfig extends SmsSettings {
  /** Undefined: nobody is written to. */
  place: SmsPlace | undefined;
  /** Undefined: receipts from Event Grid are not taken. */
  eventsKey: string | undefined;
}

type Values = z.infer<z.ZodObject<typeof smsSettings>>;

/** What the settings say about SMS; adds a sentence to `problems` for each that cannot work. */
export function readSms(values: Values, isLocal: boolean, problems: string[]): SmsConfig {
  const countryCode = values.SMS_COUNTRY_CODE;
  const written = (values.SMS_TEST_NUMBERS ?? '').split(',').filter((number) => number.trim() !== '');
  const testNumbers = written.flatMap((number) => e164Of(number, countryCode) ?? []);
  if (testNumbers.length < written.length) problems.push('SMS_TEST_NUMBERS holds one that is no telephone number.');
  const place = placeIn(values, isLocal, problems);
  return { isOn: place !== undefined, countryCode, testNumbers, place, eventsKey: values.SMS_EVENTS_KEY };
}

function placeIn(values: Values, isLocal: boolean, problems: string[]): SmsPlace | undefined {
  const { SMS_PROVIDER: kind, SMS_SENDER: sender = '' } = values;
  if (kind === 'off') return undefined;
  if (sender === '') problems.push('SMS_SENDER is missing: SMS go out in the name of somebody.');
  if (kind === 'smpp') return messageCentre(values, { sender, isLocal }, problems);
  const endpoint = values.SMS_ACS_ENDPOINT;
  if (endpoint === undefined) problems.push('SMS_ACS_ENDPOINT is missing, as SMS_PROVIDER is acs.');
  return { kind, sender, endpoint: endpoint ?? '', key: values.SMS_ACS_KEY };
}

function messageCentre(
  values: Values,
  { sender, isLocal }: { sender: string; isLocal: boolean },
  problems: string[],
): SmppPlaceSettings | undefined {
  const { SMS_SMPP_URL: url, SMS_SMPP_SYSTEM_ID: systemId = '', SMS_SMPP_PASSWORD: password = '' } = values;
  if (url === undefined) problems.push('SMS_SMPP_URL is missing, as SMS_PROVIDER is smpp.');
  if (systemId === '') problems.push('SMS_SMPP_SYSTEM_ID is missing, as SMS_PROVIDER is smpp.');
  if (url === undefined) return undefined;
  const { protocol, hostname, port } = new URL(url);
  const isEncrypted = protocol === 'ssmpp:';
  if (!isEncrypted && !isLocal && !LOCAL_HOSTS.includes(hostname)) {
    problems.push('SMS_SMPP_URL must be ssmpp://: telephone numbers do not travel in the open. A tunnel may end here.');
  }
  const usual = isEncrypted ? SMPP_TLS_PORT : SMPP_PORT;
  const host = hostname.replace(/^\[|\]$/g, '');
  return { kind: 'smpp', sender, host, port: port === '' ? usual : Number(port), isEncrypted, systemId, password };
}
