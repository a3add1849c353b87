import type { Check } from '../../src/domain/check.ts';

/** How a house stands with something to do. */
export const someChecks: readonly Check[] = [
  { check: 'node', state: 'ok', detail: 'v24.21.0' },
  { check: 'authentication', state: 'ok', detail: 'SingleTenant' },
  { check: 'public address', state: 'ok', detail: 'https://earpiece.contoso.com' },
  { check: 'data at rest', state: 'ok', detail: 'sealed with "main"' },
  {
    ...{ check: 'secret BOT_PASSWORD', state: 'warn', detail: 'ends in 12 days', days: 12 },
    fix: 'make a new secret in the app registration',
  },
  {
    ...{ check: 'certificate SIPREC_TLS_CERT', state: 'fail', detail: 'ended 1 days ago', days: -1 },
    fix: 'renew it, then restart: calls over TLS stop with it',
  },
  { check: 'database', state: 'ok', detail: 'PostgreSQL' },
  { check: 'knowledge', state: 'ok', detail: '412 documents, 371 of them for every agent' },
  {
    ...{ check: 'restricted documents', state: 'fail', detail: 'open to everybody: retention/counter-offers.docx' },
    fix: 'stop the bot, then ingest these documents again and tell who runs the search service',
  },
  {
    ...{ check: 'calls not shown: never-installed', state: 'warn', detail: '4 in 7 days, to Ben Okafor' },
    fix: 'install the app for them, or have them open their chat with Earpiece once',
  },
  { check: 'language model', state: 'ok', detail: 'gpt-4.1; 83 tokens for this check' },
  { check: 'sms', state: 'off', detail: 'nobody is warned by SMS', fix: 'set SMS_PROVIDER' },
  { check: 'speech to text', state: 'off', detail: 'recordings and live calls are not put into words' },
];

/** A house in which nothing needs anybody. */
export const fineChecks = someChecks.filter(({ state }) => state === 'ok' || state === 'off');

/** More, and longer, than a card can show. */
export const endlessChecks: readonly Check[] = Array.from({ length: 60 }, (_, at) => ({
  ...{ check: `calls not shown: reason-${at}`, state: at % 2 === 0 ? 'fail' : 'ok' },
  ...{ detail: 'Nobody knows why. '.repeat(80), fix: 'look again '.repeat(80) },
}));
