import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { respondTo } from '../sip/respond.ts';
import { type Flow, serialiseMessage } from '../sip/message.ts';
import { lackOf } from '../sip/parseMessage.ts';
import { plainAddress } from './allowList.ts';
import { type Framed, frameStream } from './frameStream.ts';
import type { Address, Heard, Listener } from './listenDatagrams.ts';

/** Certificates in PEM; who shows none of `clientAuthorities` is not let in. */
export interface TlsIdentity {
  certificate: string;
  key: string;
  clientAuthorities: string;
}

const MOST_CONNECTIONS = 256;
/** SBCs keep a connection open for hours, with pings or OPTIONS in between. */
const IDLE_MS = 30 * 60_000;
const HANDSHAKE_MS = 10_000;
const PONG = Buffer.from('\r\n');

/** Listens for SIP over TCP, or over TLS when an identity is given (RFC 3261, section 18.2.1). Rejects when the port is taken. */
export async function listenStreams(address: Address, heard: Heard, identity?: TlsIdentity): Promise<Listener> {
  const sockets = new Set<Socket>();
  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    readMessages(socket, heard, identity === undefined ? 'tcp' : 'tls');
  };
  const server = identity === undefined ? createServer(accept) : tlsServer(identity, accept);
  // Before the handshake of TLS, which costs more than it tells.
  server.on('connection', (socket: Socket) => {
    socket.on('error', () => undefined);
    if (sockets.size >= MOST_CONNECTIONS) refuse(socket, heard, 'too-many');
    else if (!heard.isAllowed(plainAddress(socket.remoteAddress ?? ''))) refuse(socket, heard, 'not-allowed');
  });
  server.listen(address.port, address.host);
  await once(server, 'listening');
  return { port: portOf(server), close: () => closeAll(server, sockets) };
}

function tlsServer(identity: TlsIdentity, accept: (socket: Socket) => void): Server {
  const { certificate: cert, key, clientAuthorities: ca } = identity;
  const options = { cert, key, ca, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' as const };
  const server = createTlsServer({ ...options, handshakeTimeout: HANDSHAKE_MS }, accept);
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return server;
}

function refuse(socket: Socket, heard: Heard, why: 'too-many' | 'not-allowed'): void {
  heard.onRefused(why);
  socket.destroy();
}

function readMessages(socket: Socket, heard: Heard, transport: 'tcp' | 'tls'): void {
  const frame = frameStream();
  const flow: Flow = {
    transport,
    host: plainAddress(socket.remoteAddress ?? ''),
    port: socket.remotePort ?? 0,
    send: (bytes) => void (socket.writable && socket.write(bytes)),
  };
  socket.setTimeout(IDLE_MS, () => socket.destroy());
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    if (socket.destroyed) return;
    for (const framed of frame(chunk)) {
      if (framed.kind === 'message') heard.onMessage(framed.message, flow);
      else if (framed.kind === 'ping') flow.send(PONG);
      else {
        heard.onRefused(framed.why);
        sayGoodbye(framed, flow);
        socket.destroySoon();
      }
    }
  });
}

/** A request whose end cannot be found is answered all the same, where it says to whom (RFC 3261, section 18.3). */
function sayGoodbye({ message, why }: Extract<Framed, { kind: 'broken' }>, flow: Flow): void {
  if (message === undefined || !('method' in message) || lackOf(message) !== undefined) return;
  flow.send(serialiseMessage(respondTo(message, { status: why === 'too-large' ? 413 : 400 }, flow)));
}

async function closeAll(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  for (const socket of sockets) socket.destroySoon();
  await closed;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
