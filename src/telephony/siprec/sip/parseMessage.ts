import { readAddress, readVia } from './headerValues.ts';
import { type Header, headerOf, listOf, type SipMessage, type SipRequest } from './message.ts';

/** No honest SBC sends more; RFC 3261 sets no bound. */
const MOST_HEADERS = 200;
const METHOD = /^([A-Z][A-Z0-9.!%*_+'~-]{0,31}) (\S{1,2048}) SIP\/2\.0$/;
const STATUS = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/;
const HEADER_NAME = /^[\w.!%*+`'~-]{1,64}$/;

/** Compact forms (RFC 3261, section 7.3.3, and the registry it opened). */
const LONG_NAMES: Readonly<Record<string, string>> = {
  c: 'content-type',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  o: 'event',
  s: 'subject',
  t: 'to',
  v: 'via',
  x: 'session-expires',
  y: 'identity',
};

/**
 * Reads the start line and headers of a message (RFC 3261, section 7), with folds and compact names undone; undefined
 * for what is no SIP, or has more headers than anybody sends.
 */
export function parseMessage(head: string, body: Buffer): SipMessage | undefined {
  const [start = '', ...lines] = head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .map((line) => line.trimEnd());
  const headers = lines.length > MOST_HEADERS + 1 ? undefined : readHeaders(lines);
  if (headers === undefined) return undefined;
  const [, method, uri] = METHOD.exec(start) ?? [];
  if (method !== undefined && uri !== undefined) return { method, uri, headers, body };
  const [, status, reason = ''] = STATUS.exec(start) ?? [];
  return status === undefined ? undefined : { status: Number(status), reason, headers, body };
}

/** Reads one datagram, which holds one message (RFC 3261, section 18.3): bytes past Content-Length are dropped. */
export function parseDatagram(datagram: Buffer): SipMessage | undefined {
  const text = datagram.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text);
  if (end === null) return undefined;
  const body = datagram.subarray(end.index + end[0].length);
  const message = parseMessage(datagram.subarray(0, end.index).toString('utf8'), body);
  if (message === undefined) return undefined;
  const length = contentLength(message);
  if (length === undefined) return message;
  // Cut short on its way: half a body is none.
  return length > body.length ? undefined : { ...message, body: body.subarray(0, length) };
}

/** Content-Length as a number; undefined when there is none; NaN when it is no number (RFC 3261, section 20.14). */
export function contentLength(message: SipMessage): number | undefined {
  const value = headerOf(message, 'content-length');
  if (value === undefined) return undefined;
  return /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
}

/** What a request lacks to be answered at all (RFC 3261, section 8.1.1); undefined when it is whole. */
export function lackOf(request: SipRequest): string | undefined {
  if (readVia(listOf(request, 'via')[0] ?? '') === undefined) return 'Via';
  if (readAddress(headerOf(request, 'from') ?? '').parameters.tag === undefined) return 'From tag';
  if (readAddress(headerOf(request, 'to') ?? '').uri === '') return 'To';
  if ((headerOf(request, 'call-id') ?? '') === '') return 'Call-ID';
  const [, method] = /^\d{1,10}\s+(\S+)$/.exec(headerOf(request, 'cseq') ?? '') ?? [];
  return method === request.method ? undefined : 'CSeq';
}

/** The number in CSeq; call it on whole requests only (RFC 3261, section 20.16). */
export function sequenceOf(message: SipMessage): number {
  return Number.parseInt(headerOf(message, 'cseq') ?? '', 10);
}

/** Reads header lines, also those of a body part; undefined when a line is none. */
export function readHeaders(lines: readonly string[]): Header[] | undefined {
  const headers: Header[] = [];
  for (const line of lines) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (!HEADER_NAME.test(name)) return undefined;
    headers.push([LONG_NAMES[name] ?? name, line.slice(colon + 1).trim()]);
  }
  return headers;
}
