import { SearchUnavailable } from '../../ports/knowledgeIndex.ts';

/** Azure AI Search did not do what it was asked; the message says what to check. */
export class SearchFault extends SearchUnavailable {
  /** HTTP status, when there was an answer. */
  readonly status: number | undefined;
  /** Trying again later may help. */
  readonly isPassing: boolean;
  /** How long it asks to be left alone. */
  readonly waitMs: number | undefined;
  constructor(message: string, { status, isPassing, waitMs, ...options }: FaultOptions) {
    super(message, options);
    this.status = status;
    this.isPassing = isPassing;
    this.waitMs = waitMs;
  }
}

interface FaultOptions extends ErrorOptions {
  status: number | undefined;
  isPassing: boolean;
  waitMs: number | undefined;
}

/** What every call takes. */
export interface CallOptions {
  abortSignal: AbortSignal;
  onResponse: (response: { status: number; headers: { get(name: string): string | undefined } }) => void;
}

/** One call to the service within a time. Throws SearchFault, and what the signal was aborted with. */
export async function callSearch<Result>(
  work: (options: CallOptions) => Promise<Result>,
  { withinMs, signal }: { withinMs: number; signal?: AbortSignal | undefined },
): Promise<Result> {
  signal?.throwIfAborted();
  let status: number | undefined;
  let waitMs: number | undefined;
  const timeout = AbortSignal.timeout(withinMs);
  const abortSignal = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  try {
    return await work({
      abortSignal,
      onResponse: (response) => {
        // The SDK loses both when the body of a refusal is not the JSON it expects.
        ({ status } = response);
        waitMs = askedWait(response.headers);
      },
    });
  } catch (error) {
    signal?.throwIfAborted();
    const isLate = timeout.aborted;
    throw new SearchFault(adviceFor(status, isLate ? withinMs : undefined), {
      cause: error,
      status,
      waitMs,
      isPassing: status === undefined || isLate || isPassing(status),
    });
  }
}

/** True for a status that another try may change. 422: the index is busy; 409: a conflict of versions; 207 in parts. */
export function isPassing(status: number): boolean {
  return [408, 409, 412, 422, 429].includes(status) || status >= 500;
}

/** `retry-after-ms` in milliseconds, or `Retry-After` in seconds or as a date (RFC 9110, 10.2.3). */
function askedWait(headers: { get(name: string): string | undefined }): number | undefined {
  const millis = headers.get('retry-after-ms');
  const seconds = headers.get('retry-after');
  if (millis !== undefined && Number.isFinite(Number(millis))) return Math.max(0, Number(millis));
  if (seconds === undefined) return undefined;
  const wait = Number.isFinite(Number(seconds)) ? Number(seconds) * 1000 : Date.parse(seconds) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** Our own words only: what the server says may repeat a key or a text. */
function adviceFor(status: number | undefined, lateAfterMs: number | undefined): string {
  if (lateAfterMs !== undefined) return `Azure AI Search did not answer within ${lateAfterMs} ms.`;
  switch (status) {
    case undefined:
    case 200:
      return 'Azure AI Search did not answer: check AZURE_SEARCH_ENDPOINT and the network.';
    case 400:
      return 'Azure AI Search answered 400: check that AZURE_SEARCH_INDEX was made by Earpiece, and that AZURE_SEARCH_SEMANTIC_CONFIG is allowed in its tier.';
    case 401:
    case 403:
      return `Azure AI Search answered ${status}: check AZURE_SEARCH_API_KEY (an admin key), or give the identity the roles Search Index Data Contributor and Search Service Contributor.`;
    case 404:
      return 'Azure AI Search answered 404: check AZURE_SEARCH_ENDPOINT and AZURE_SEARCH_INDEX.';
    case 429:
      return 'Azure AI Search answered 429: it is asked more than its tier allows; add replicas or wait.';
    default:
      return `Azure AI Search answered ${status}: ${status >= 500 ? 'it has a fault of its own; wait.' : 'check its settings.'}`;
  }
}
