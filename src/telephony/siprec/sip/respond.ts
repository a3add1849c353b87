import { readAddress, readVia } from './headerValues.ts';
import { type Flow, type Header, headerOf, listOf, type SipRequest, type SipResponse } from './message.ts';

/** What one answers, before the headers that every answer copies. */
export interface Answer {
  status: number;
  headers?: readonly Header[];
  body?: string;
  /** Tag of our end, for answers that open or belong to a dialog. */
  tag?: string;
}

const REASONS: Readonly<Record<number, string>> = {
  100: 'Trying',
  200: 'OK',
  400: 'Bad Request',
  403: 'Forbidden',
  405: 'Method Not Allowed',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  420: 'Bad Extension',
  422: 'Session Interval Too Small',
  481: 'Call/Transaction Does Not Exist',
  482: 'Loop Detected',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  500: 'Server Internal Error',
  503: 'Service Unavailable',
};

/** The response to a request, with Via, From, To, Call-ID and CSeq as RFC 3261, section 8.2.6.2 wants them. */
export function respondTo(request: SipRequest, answer: Answer, flow: Flow): SipResponse {
  const [top = '', ...vias] = listOf(request, 'via');
  const to = headerOf(request, 'to') ?? '';
  const hasTag = readAddress(to).parameters.tag !== undefined;
  const copied: Header[] = [
    ['via', stampVia(top, flow)],
    ...vias.map((via): Header => ['via', via]),
    ...(answer.status < 300 ? request.headers.filter(([name]) => name === 'record-route') : []),
    ['from', headerOf(request, 'from') ?? ''],
    ['to', hasTag || answer.tag === undefined ? to : `${to};tag=${answer.tag}`],
    ['call-id', headerOf(request, 'call-id') ?? ''],
    ['cseq', headerOf(request, 'cseq') ?? ''],
  ];
  return {
    status: answer.status,
    reason: REASONS[answer.status] ?? 'Unknown',
    headers: [...copied, ...(answer.headers ?? [])],
    body: Buffer.from(answer.body ?? ''),
  };
}

/** The port a response over UDP goes to: the one it came from if asked for (RFC 3581), else the one it names. */
export function replyPort(request: SipRequest, flow: Flow): number {
  const via = readVia(listOf(request, 'via')[0] ?? '');
  return via === undefined || via.parameters.rport !== undefined ? flow.port : (via.port ?? 5060);
}

/** Where the request really came from (RFC 3261, section 18.2.1; RFC 3581, section 4). */
function stampVia(top: string, { host, port }: Flow): string {
  const named = top.replace(/;\s*received\s*=[^;]*/i, '');
  const stamped = named.replace(/;\s*rport\s*(?:=\s*\d*)?\s*(?=;|$)/i, `;rport=${port}`);
  return `${stamped};received=${host}`;
}
