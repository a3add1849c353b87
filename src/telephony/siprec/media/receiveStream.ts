import type { Socket } from 'node:dgram';
import type { Codec } from '../sdp/chooseCodec.ts';
import { plainAddress } from '../transport/allowList.ts';
import type { Timers } from '../timers.ts';
import { decodeG711 } from '../../../domain/g711.ts';
import { JitterBuffer, type StreamCounts } from './jitterBuffer.ts';
import { parseRtp } from './parseRtp.ts';
import type { Unprotect } from './unprotect.ts';

/** One voice coming in. */
export interface ReceivedStream {
  readonly port: number;
  readonly counts: StreamCounts & StrangerCounts;
  /** What was agreed, at first and again. */
  expect(source: StreamSource): void;
  close(): void;
}

/** Where a stream comes from, and what it is. */
export interface StreamSource {
  codec: Codec;
  /** As announced in SDP; packets from elsewhere are not heard (RTP injection). */
  address: string | undefined;
  /** Undefined for a stream that comes in the open. */
  unprotect: Unprotect | undefined;
}

/** Datagrams that were no packet of the stream. */
export interface StrangerCounts {
  /** From another address or port than the stream's. */
  strangers: number;
  /** Broken, RTCP, or another payload such as keys pressed, whose content is never looked at. */
  passedOver: number;
  /** Encrypted ones that were not made with the key. */
  unproven: number;
}

/** Longest one waits for a missing packet when nothing follows. */
const WAIT_MS = 120;
/** A packet of more is no voice: 320 ms. */
const MOST_PAYLOAD_BYTES = 2_560;

/** Hears one stream on a bound socket: RTP, order, G.711 (RFC 3550; RFC 3551, section 4.5.14). */
export function receiveStream(socket: Socket, hear: (samples: Int16Array) => void, timers: Timers): ReceivedStream {
  let source: StreamSource | undefined;
  /** The first that speaks from the announced address is the stream; the port may differ from the announced one. */
  let latchedPort: number | undefined;
  let stopWaiting: (() => void) | undefined;
  const strangers: StrangerCounts = { strangers: 0, passedOver: 0, unproven: 0 };
  const jitter = new JitterBuffer({
    packet: ({ payload }) => hear(decodeG711(payload, source?.codec.law ?? 'mu')),
    silence: (samples) => hear(new Int16Array(samples)),
  });
  const wait = (): void => {
    stopWaiting ??= timers.after(WAIT_MS, () => {
      stopWaiting = undefined;
      jitter.flush();
    });
  };
  socket.on('message', (datagram, { address, port }) => {
    if (source === undefined || plainAddress(address) !== source.address || (latchedPort ?? port) !== port) {
      strangers.strangers += 1;
      return;
    }
    const plain = source.unprotect === undefined ? datagram : source.unprotect(datagram);
    if (plain === undefined) {
      strangers.unproven += 1;
      return;
    }
    const packet = parseRtp(plain);
    const isVoice = packet?.payloadType === source.codec.payloadType && packet.payload.length <= MOST_PAYLOAD_BYTES;
    if (packet === undefined || !isVoice) {
      strangers.passedOver += 1;
      return;
    }
    latchedPort ??= port;
    jitter.push(packet);
    if (jitter.isWaiting) wait();
    else if (stopWaiting !== undefined) {
      stopWaiting();
      stopWaiting = undefined;
    }
  });
  return {
    port: socket.address().port,
    get counts() {
      return { ...jitter.counts, ...strangers };
    },
    expect: (expected) => {
      jitter.flush();
      latchedPort = undefined;
      source = expected;
    },
    close: () => {
      stopWaiting?.();
      socket.close();
      jitter.flush();
    },
  };
}
