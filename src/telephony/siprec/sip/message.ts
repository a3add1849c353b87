import { splitList } from './headerValues.ts';

/** A header: its long name in lower case, and its value without folds. */
export type Header = readonly [name: string, value: string];

/** A SIP request (RFC 3261, section 7.1). */
export interface SipRequest {
  method: string;
  uri: string;
  headers: readonly Header[];
  body: Buffer;
}

/** A SIP response (RFC 3261, section 7.2). */
export interface SipResponse {
  status: number;
  reason: string;
  headers: readonly Header[];
  body: Buffer;
}

/** What travels between an SBC and the recording server. */
export type SipMessage = SipRequest | SipResponse;

/** The way a message came, and the way back. */
export interface Flow {
  transport: 'udp' | 'tcp' | 'tls';
  /** Address and port of the other end as the network shows them, never as the message claims. */
  host: string;
  port: number;
  /** Over UDP to this port; `port` where none is given. */
  send(message: Buffer, port?: number): void;
}

/** Value of the first header of that name (long form, lower case). */
export function headerOf(message: SipMessage, name: string): string | undefined {
  return message.headers.find(([one]) => one === name)?.[1];
}

/** All values of that name, in order; those of one line that commas part are taken apart (RFC 3261, section 7.3.1). */
export function listOf(message: SipMessage, name: string): string[] {
  return message.headers.flatMap(([one, value]) => (one === name ? splitList(value) : []));
}

/** Bytes as they go on the wire, with the length of the body (RFC 3261, section 7). */
export function serialiseMessage(message: SipMessage): Buffer {
  const start =
    'method' in message ? `${message.method} ${message.uri} SIP/2.0` : `SIP/2.0 ${message.status} ${message.reason}`;
  const lines = message.headers.map(([name, value]) => `${wireName(name)}: ${value}`);
  const head = [start, ...lines, `Content-Length: ${message.body.length}`, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head), message.body]);
}

function wireName(name: string): string {
  if (name === 'call-id') return 'Call-ID';
  if (name === 'cseq') return 'CSeq';
  if (name === 'min-se') return 'Min-SE';
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
