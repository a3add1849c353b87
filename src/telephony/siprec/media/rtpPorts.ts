import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';

/** The ports RTP may come in on; from 0 on any free one is taken. */
export interface PortRange {
  first: number;
  last: number;
}

/** Opens sockets for RTP. */
export interface RtpPorts {
  /** A bound socket, or undefined when every port is taken. */
  open(): Promise<Socket | undefined>;
}

/** What one stream brings while the process is busy elsewhere for some seconds. */
const RECEIVE_BYTES = 256 * 1024;

/** Hands out even ports of a range in turn (RFC 3550, section 11), so that a late packet finds no other call. */
export function rtpPorts(host: string, { first, last }: PortRange): RtpPorts {
  const places = Math.max(1, Math.floor((last - first) / 2) + 1);
  let turn = 0;
  return {
    open: async () => {
      for (let tried = 0; tried < places; tried += 1) {
        const port = first + 2 * turn;
        turn = (turn + 1) % places;
        const socket = await bind(host, port);
        if (socket !== undefined) return socket;
      }
      return undefined;
    },
  };
}

async function bind(host: string, port: number): Promise<Socket | undefined> {
  const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4', recvBufferSize: RECEIVE_BYTES });
  try {
    socket.bind(port, host);
    await once(socket, 'listening');
    socket.on('error', () => undefined);
    return socket;
  } catch {
    // Somebody else has it; the next one is tried.
    socket.close();
    return undefined;
  }
}
