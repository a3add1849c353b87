import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { SipMessage, Flow } from '../sip/message.ts';
import { parseDatagram } from '../sip/parseMessage.ts';
import { type AllowList, plainAddress } from './allowList.ts';

/** Where to listen; port 0 takes any that is free. */
export interface Address {
  host: string;
  port: number;
}

/** Something that listens. */
export interface Listener {
  port: number;
  close(): Promise<void>;
}

/** What a listener does with what it hears. */
export interface Heard {
  isAllowed: AllowList;
  onMessage: (message: SipMessage, flow: Flow) => void;
  /** Told of each that was turned away, to be counted. */
  onRefused: (why: 'not-allowed' | 'no-sip' | 'too-large' | 'no-length' | 'too-many') => void;
}

/** Bytes the kernel holds while a burst of calls comes in. */
const RECEIVE_BYTES = 1024 * 1024;

/**
 * Listens for SIP over UDP (RFC 3261, section 18.2.1). Who is not allowed gets no answer at all, so that nobody can use
 * the server to send traffic at an address that is not his. Rejects when the port is taken.
 */
export async function listenDatagrams(address: Address, heard: Heard): Promise<Listener> {
  const socket = createSocket({ type: isIPv6(address.host) ? 'udp6' : 'udp4', recvBufferSize: RECEIVE_BYTES });
  let isClosed = false;
  socket.on('message', (datagram, source) => {
    const host = plainAddress(source.address);
    if (!heard.isAllowed(host)) return heard.onRefused('not-allowed');
    // A keep-alive is no message and wants no answer (RFC 5626, section 4.4.2 uses STUN for that).
    if (datagram.length < 8) return;
    const message = parseDatagram(datagram);
    if (message === undefined) return heard.onRefused('no-sip');
    heard.onMessage(message, {
      transport: 'udp',
      host,
      port: source.port,
      // An address that cannot be reached is known by the missing ACK.
      send: (bytes, port = source.port) => {
        if (!isClosed) socket.send(bytes, port, source.address, () => undefined);
      },
    });
  });
  socket.bind(address.port, address.host);
  await once(socket, 'listening');
  socket.on('error', () => undefined);
  return {
    port: socket.address().port,
    close: () => {
      isClosed = true;
      return new Promise((resolve) => socket.close(() => resolve()));
    },
  };
}
