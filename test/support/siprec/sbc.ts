// A small session recording client of our own, which shares no line with the server: it writes SIP as text.
import { createSocket, type Socket as DatagramSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';

/** What the SBC says in an INVITE; only what matters to a test is given. */
export interface Invitation {
  callId?: string;
  sdp?: string;
  metadata?: string;
  /** Whole header lines, without the line end. */
  headers?: readonly string[];
  sequence?: number;
  /** The server's tag, for a request within the dialog. */
  toTag?: string;
  method?: string;
  branch?: string;
  contentType?: string;
}

/** A running SBC. */
export interface Sbc {
  port: number;
  send(text: string): void;
  /** The next message that fits; messages that came before count too, each once. */
  next(fits: RegExp): Promise<string>;
  /** Everything that came and was not asked for. */
  unread: string[];
  close(): void;
}

let made = 0;

/** An SBC that talks to a recording server on this machine. */
export async function anSbc(port: number, transport: 'udp' | 'tcp' = 'udp'): Promise<Sbc> {
  return transport === 'udp' ? overUdp(port) : overStream(connect(port, '127.0.0.1'), 'connect');
}

/** An SBC that shows a certificate, or none. */
export async function aTlsSbc(port: number, options: ConnectionOptions): Promise<Sbc> {
  return overStream(connectTls({ port, host: '127.0.0.1', servername: 'localhost', ...options }), 'secureConnect');
}

/** An INVITE (or another request) with a session description and, if given, metadata. */
export function aRequest(sbc: Pick<Sbc, 'port'>, given: Invitation = {}): string {
  made += 1;
  const { method = 'INVITE', sequence = 1, branch = `z9hG4bK-${made}`, callId = `call-${made}` } = given;
  const { type, body } = bodyOf(given);
  return [
    `${method} sip:earpiece@127.0.0.1 SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${sbc.port};rport;branch=${branch}`,
    'From: "SBC, one" <sip:sbc@127.0.0.1>;tag=sbc-tag',
    `To: <sip:earpiece@127.0.0.1>${given.toTag === undefined ? '' : `;tag=${given.toTag}`}`,
    `Call-ID: ${callId}`,
    `CSeq: ${sequence} ${method}`,
    'Max-Forwards: 70',
    `Contact: <sip:sbc@127.0.0.1:${sbc.port}>;+sip.src`,
    ...(given.headers ?? ['Require: siprec', 'Supported: timer', 'Allow: INVITE, ACK, BYE, UPDATE']),
    ...(type === '' ? [] : [`Content-Type: ${given.contentType ?? type}`]),
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

/** Two sendonly streams with labels 1 and 2, as a recording client offers them. */
export function anOffer(
  streams: readonly {
    label: string;
    payloadType?: number;
    direction?: string;
    port?: number;
    protocol?: string;
    crypto?: string;
  }[] = [{ label: '1' }, { label: '2' }],
): string {
  const lines = streams.flatMap(
    ({ label, payloadType = 0, direction = 'sendonly', port = 40000, protocol = 'RTP/AVP', crypto }) => [
      `m=audio ${port} ${protocol} ${payloadType} 101`,
      'a=rtpmap:0 PCMU/8000',
      'a=rtpmap:8 PCMA/8000',
      'a=rtpmap:101 telephone-event/8000',
      `a=${direction}`,
      `a=label:${label}`,
      ...(crypto === undefined ? [] : [`a=crypto:${crypto}`]),
    ],
  );
  return ['v=0', 'o=SBC 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0', ...lines, ''].join('\r\n');
}

/** The tag of the server's end. */
export function tagIn(response: string): string {
  return /^To:.*;tag=([^;\s]+)/im.exec(response)?.[1] ?? '';
}

/** Ports of the m-lines of an answer. */
export function portsIn(response: string): number[] {
  return [...response.matchAll(/^m=audio (\d+)/gm)].map(([, port]) => Number(port));
}

function bodyOf({ sdp, metadata }: Invitation): { type: string; body: string } {
  if (sdp === undefined && metadata === undefined) return { type: '', body: '' };
  if (metadata === undefined) return { type: 'application/sdp', body: sdp ?? '' };
  if (sdp === undefined) return { type: 'application/rs-metadata+xml', body: metadata };
  const part = (type: string, text: string): string => `--unique\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`;
  const body = `${part('application/sdp', sdp)}${part('application/rs-metadata+xml', metadata)}--unique--\r\n`;
  return { type: 'multipart/mixed;boundary=unique', body };
}

async function overUdp(port: number): Promise<Sbc> {
  const socket: DatagramSocket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const inbox = anInbox();
  socket.on('message', (bytes) => inbox.take(bytes.toString()));
  return {
    port: socket.address().port,
    send: (text) => socket.send(text, port, '127.0.0.1'),
    next: inbox.next,
    unread: inbox.unread,
    close: () => socket.close(),
  };
}

async function overStream(socket: Socket, ready: string): Promise<Sbc> {
  const inbox = anInbox();
  let kept = '';
  socket.on('data', (bytes: Buffer) => {
    kept += bytes.toString();
    for (let end = messageEnd(kept); end > 0; end = messageEnd(kept)) {
      inbox.take(kept.slice(0, end));
      kept = kept.slice(end);
    }
  });
  socket.on('close', () => inbox.take('closed'));
  await once(socket, ready);
  socket.on('error', () => undefined);
  return {
    port: socket.localPort ?? 0,
    send: (text) => void socket.write(text),
    next: inbox.next,
    unread: inbox.unread,
    close: () => socket.destroy(),
  };
}

function messageEnd(text: string): number {
  if (text.startsWith('\r\n')) return 2;
  const head = text.indexOf('\r\n\r\n');
  const length = Number(/^Content-Length: (\d+)/im.exec(text)?.[1] ?? 0);
  return head >= 0 && text.length >= head + 4 + length ? head + 4 + length : 0;
}

function anInbox() {
  const unread: string[] = [];
  const waiting: { fits: RegExp; found: (text: string) => void }[] = [];
  return {
    unread,
    take: (text: string): void => {
      const place = waiting.findIndex(({ fits }) => fits.test(text));
      if (place < 0) unread.push(text);
      else waiting.splice(place, 1)[0]?.found(text);
    },
    next: (fits: RegExp): Promise<string> => {
      const place = unread.findIndex((text) => fits.test(text));
      if (place >= 0) return Promise.resolve(unread.splice(place, 1)[0] ?? '');
      return new Promise((found) => waiting.push({ fits, found }));
    },
  };
}
