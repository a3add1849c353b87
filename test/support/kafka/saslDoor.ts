import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A door in front of a Kafka broker that lets in whoever shows a token by SASL OAUTHBEARER, as Event Hubs does. */
export interface SaslDoor {
  /** Such as 127.0.0.1:41234. */
  brokers: string;
  /** Every token that was shown, with the number of its connection and whether it was taken. */
  shown: { token: string; connection: number; isTaken: boolean }[];
  /** Requests that came without a token, or after the time it was good for; their connections were closed. */
  turnedAway: number;
  /** Which tokens are taken from now on. */
  accept(isGood: (token: string) => boolean): void;
  /** Ends every connection, as a broker does whose client lets its time go by. */
  endAll(): void;
  close(): void;
}

/** Keys of requests, https://kafka.apache.org/protocol (read 2026-11-21). */
const API_VERSIONS = 18;
const SASL_HANDSHAKE = 17;
const SASL_AUTHENTICATE = 36;
const UNSUPPORTED_MECHANISM = 33;
const ILLEGAL_STATE = 34;
const AUTHENTICATION_FAILED = 58;
const MECHANISM = 'OAUTHBEARER';

interface Guest {
  connection: number;
  socket: Socket;
  upstream: Socket;
  hasAgreed: boolean;
  /** Milliseconds since 1970; 0: not let in. */
  until: number;
  /** Correlation ids of requests for versions. */
  asked: Set<number>;
}

/**
 * Opens the door before a broker on this machine. With `sessionMs` tokens are good for so long on a connection, which is
 * told in the answer (KIP-368); without, for good.
 */
export async function startSaslDoor(broker: string, { sessionMs = 0 } = {}): Promise<SaslDoor> {
  const brokerPort = Number(broker.split(':')[1]);
  const guests = new Set<Guest>();
  let isGood = (_token: string): boolean => true;
  let connections = 0;
  let ownPort = 0;
  const door: SaslDoor = {
    ...{ brokers: '', shown: [], turnedAway: 0 },
    accept: (wanted) => void (isGood = wanted),
    endAll: () => guests.forEach(({ socket }) => socket.destroy()),
    close: () => {
      door.endAll();
      server.close();
    },
  };

  const receive = (guest: Guest, frame: Buffer): void => {
    const [key, version, correlation] = [frame.readInt16BE(0), frame.readInt16BE(2), frame.readInt32BE(4)];
    const body = frame.subarray(10 + Math.max(0, frame.readInt16BE(8)));
    if (key === SASL_HANDSHAKE) guest.socket.write(answer(correlation, shakeHands(guest, body)));
    else if (key === SASL_AUTHENTICATE) letIn(guest, { version, correlation, body });
    else if (key === API_VERSIONS || Date.now() < guest.until) {
      if (key === API_VERSIONS) guest.asked.add(correlation);
      guest.upstream.write(framed(frame));
    } else {
      door.turnedAway += 1;
      guest.socket.destroy();
    }
  };

  const letIn = (guest: Guest, asked: { version: number; correlation: number; body: Buffer }): void => {
    const bytes = asked.body.subarray(4, 4 + asked.body.readInt32BE(0)).toString();
    const token = tokenIn(bytes);
    const isTaken = guest.hasAgreed && token !== undefined && isGood(token);
    door.shown.push({ token: token ?? bytes, connection: guest.connection, isTaken });
    const error = isTaken ? 0 : guest.hasAgreed ? AUTHENTICATION_FAILED : ILLEGAL_STATE;
    const told = isTaken ? int16(-1) : text('Invalid SASL credentials: somebody’s secret');
    const lifetime = asked.version >= 1 ? [int64(isTaken ? sessionMs : 0)] : [];
    guest.socket.write(answer(asked.correlation, [int16(error), told, int32(0), ...lifetime]));
    guest.until = isTaken ? (sessionMs === 0 ? Infinity : Date.now() + sessionMs) : 0;
    if (!isTaken) guest.socket.end();
  };

  const server = createServer((socket) => {
    const upstream = connect(brokerPort, '127.0.0.1');
    const guest = {
      connection: (connections += 1),
      socket,
      upstream,
      hasAgreed: false,
      until: 0,
      asked: new Set<number>(),
    };
    guests.add(guest);
    eachFrame(socket, (frame) => receive(guest, frame));
    eachFrame(upstream, (frame) => {
      const isVersions = guest.asked.delete(frame.readInt32BE(0));
      socket.write(framed(isVersions ? withSasl(frame) : asOwn(frame, brokerPort, ownPort)));
    });
    for (const one of [socket, upstream]) {
      one.on('error', () => undefined);
      one.on('close', () => {
        guests.delete(guest);
        socket.destroy();
        upstream.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  ownPort = (server.address() as AddressInfo).port;
  door.brokers = `127.0.0.1:${ownPort}`;
  return door;
}

/** RFC 7628, section 3.1: a GS2 header, then key-value pairs, each ended by 0x01, and one 0x01 more. */
function tokenIn(response: string): string | undefined {
  const [header, pair, ...rest] = response.split('\u0001');
  const isWhole = header === 'n,,' && rest.length === 2 && rest.join('') === '';
  return isWhole ? /^auth=Bearer ([\w.~+/-]+=*)$/.exec(pair ?? '')?.[1] : undefined;
}

function shakeHands(guest: Guest, body: Buffer): Buffer[] {
  guest.hasAgreed = body.subarray(2, 2 + body.readInt16BE(0)).toString() === MECHANISM;
  return [int16(guest.hasAgreed ? 0 : UNSUPPORTED_MECHANISM), int32(1), text(MECHANISM)];
}

/** Calls for each message of the protocol: four bytes of length, then itself. */
function eachFrame(socket: Socket, receive: (frame: Buffer) => void): void {
  let rest = Buffer.alloc(0);
  socket.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, data]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      const end = 4 + rest.readInt32BE(0);
      receive(rest.subarray(4, end));
      rest = rest.subarray(end);
    }
  });
}

/** The broker's versions (0 to 2 of that answer) and those of the two requests it does not know. */
function withSasl(frame: Buffer): Buffer {
  const count = frame.readInt32BE(6);
  const end = 10 + count * 6;
  const added = [SASL_HANDSHAKE, SASL_AUTHENTICATE].flatMap((key) => [int16(key), int16(0), int16(1)]);
  return Buffer.concat([
    frame.subarray(0, 6),
    int32(count + 2),
    frame.subarray(10, end),
    ...added,
    frame.subarray(end),
  ]);
}

/** The broker names itself by its own port in metadata; behind the door it is reached by the door's. */
function asOwn(frame: Buffer, brokerPort: number, ownPort: number): Buffer {
  const own = Buffer.from(frame);
  const address = Buffer.concat([text('127.0.0.1'), int32(brokerPort)]);
  for (let at = own.indexOf(address); at !== -1; at = own.indexOf(address, at + 1)) {
    own.writeInt32BE(ownPort, at + address.length - 4);
  }
  return own;
}

function answer(correlation: number, parts: readonly Buffer[]): Buffer {
  return framed(Buffer.concat([int32(correlation), ...parts]));
}

function framed(message: Buffer): Buffer {
  return Buffer.concat([int32(message.length), message]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([int16(bytes.length), bytes]);
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}
