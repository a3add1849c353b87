import { setTimeout as sleep } from 'node:timers/promises';
import {
  type OutgoingSms,
  SmsNotSent,
  type SmsOutcome,
  SmsOutcomeUnknown,
  type SmsSender,
} from '../../ports/smsSender.ts';
import { signAcsRequest } from './signAcsRequest.ts';

/** An Azure Communication Services resource, and in whose name SMS go out. */
export interface AcsSmsSettings {
  /** Such as https://name.communication.azure.com */
  endpoint: string;
  sender: string;
  /** An access key in base64, or how to get a token for a scope. */
  proof: { kind: 'key'; key: string } | { kind: 'token'; token: (scope: string) => Promise<string> };
}

const API_VERSION = '2021-03-07';
/** Two slashes, as the service's own SDK asks for it. */
const SCOPE = 'https://communication.azure.com//.default';
const WITHIN_MS = 8_000;
const TRIES = 3;
const FIRST_PAUSE_MS = 300;

/**
 * SMS by the REST interface of Azure Communication Services (2021-03-07). An answer that was lost is asked for again under
 * the same repeatability id, so that the SMS goes out once; our id travels as the tag and comes back in receipts.
 */
export function acsSms(settings: AcsSmsSettings): SmsSender {
  return {
    send: (sms, signal) => send(sms, settings, signal),
    check: async () => {
      if (settings.proof.kind === 'key') return 'ready';
      const token = settings.proof.token(SCOPE);
      return token.then(
        () => 'ready',
        () => 'refused',
      );
    },
    close: () => Promise.resolve(),
  };
}

async function send(sms: OutgoingSms, settings: AcsSmsSettings, signal?: AbortSignal): Promise<SmsOutcome> {
  const hasStopped = (): boolean => signal?.aborted === true;
  if (hasStopped()) throw new SmsNotSent('Stopped before anything went out.');
  let mayHaveGoneOut = false;
  for (let tried = 1; ; tried += 1) {
    const answer = await post(sms, settings, signal);
    if (answer.kind === 'answered') return answer.outcome;
    if (answer.kind === 'not-taken' && !mayHaveGoneOut) throw new SmsNotSent(answer.advice, answer);
    mayHaveGoneOut = true;
    if (tried === TRIES || hasStopped()) {
      throw new SmsOutcomeUnknown('Azure Communication Services gave no answer.', { cause: answer.cause });
    }
    await sleep(FIRST_PAUSE_MS * 2 ** tried, undefined, { signal }).catch(() => undefined);
  }
}

type Answer =
  | { kind: 'answered'; outcome: SmsOutcome }
  /** It says that it did nothing. */
  | { kind: 'not-taken'; advice: string; waitMs?: number | undefined; cause?: unknown }
  | { kind: 'lost'; cause?: unknown };

async function post(sms: OutgoingSms, settings: AcsSmsSettings, signal?: AbortSignal): Promise<Answer> {
  const url = new URL(`/sms?api-version=${API_VERSION}`, settings.endpoint);
  const body = JSON.stringify(bodyOf(sms, settings.sender));
  const headers = await provenHeaders({ url, body }, settings).catch((cause: unknown) => ({ cause }));
  if ('cause' in headers) {
    const advice = 'This process has no identity that Azure Communication Services could know.';
    return { kind: 'not-taken', advice, cause: headers.cause };
  }
  const timeout = AbortSignal.timeout(WITHIN_MS);
  try {
    const response = await fetch(url, {
      method: 'POST',
      // A key or token must not follow to another host.
      redirect: 'error',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      headers: { ...headers, 'Content-Type': 'application/json', Accept: 'application/json' },
      body,
    });
    return readAnswer(response, await response.text(), [sms.messageId]);
  } catch (cause) {
    const isNobodyThere = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(codeOf(cause));
    if (isNobodyThere) return { kind: 'not-taken', advice: 'Nobody answers: check SMS_ACS_ENDPOINT.', cause };
    return { kind: 'lost', cause };
  }
}

function bodyOf({ messageId, to, text, since }: OutgoingSms, sender: string): object {
  const recipient = { to, repeatabilityRequestId: messageId, repeatabilityFirstSent: since.toUTCString() };
  return {
    ...{ from: sender, smsRecipients: [recipient], message: text },
    smsSendOptions: { enableDeliveryReport: true, tag: messageId },
  };
}

async function provenHeaders(
  { url, body }: { url: URL; body: string },
  { proof }: AcsSmsSettings,
): Promise<Record<string, string>> {
  if (proof.kind === 'token') return { Authorization: `Bearer ${await proof.token(SCOPE)}` };
  return signAcsRequest({ method: 'POST', url, body, at: new Date() }, proof.key);
}

/** `references`: our own id, which comes back as the tag of receipts. */
function readAnswer({ status, headers }: Response, text: string, references: readonly string[]): Answer {
  if (status === 429 || status === 401 || status === 403) {
    const asked = Number(headers.get('retry-after') ?? Number.NaN);
    const waitMs = Number.isFinite(asked) ? asked * 1000 : undefined;
    return { kind: 'not-taken', advice: `Azure Communication Services answered ${status}.`, waitMs };
  }
  if (status >= 500 || status === 408) return { kind: 'lost' };
  if (status !== 202) return { kind: 'answered', outcome: { kind: 'refused', why: 'refused' } };
  const item = firstItem(text);
  const code = item?.httpStatusCode;
  if (item === undefined || typeof code !== 'number') return { kind: 'lost' };
  if (item.successful === true) return { kind: 'answered', outcome: { kind: 'accepted', references } };
  if (item.repeatabilityResult === 'rejected' || code >= 500) return { kind: 'lost' };
  if (code === 429) return { kind: 'not-taken', advice: 'Azure Communication Services asks to wait.' };
  const said = typeof item.errorMessage === 'string' ? item.errorMessage : '';
  const why = /opt(?:ed)?[- ]?out/i.test(said) ? 'opted-out' : code === 400 ? 'bad-number' : 'refused';
  return { kind: 'answered', outcome: { kind: 'refused', why } };
}

/** `value[0]` of the answer, whatever else it holds. */
function firstItem(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const { value } = JSON.parse(text) as { value?: unknown };
    const [item] = Array.isArray(value) ? (value as unknown[]) : [];
    return typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : '';
}
