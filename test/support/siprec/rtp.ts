import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a stream is cut into packets. */
export interface RtpStream {
  payloadType?: number;
  sequence?: number;
  timestamp?: number;
  ssrc?: number;
}

const FRAME = 160;

/** Packets of 20 ms, in order, with numbers that run over their end. */
export function rtpPackets(voice: Uint8Array, stream: RtpStream = {}): Buffer[] {
  const { payloadType = 0, sequence = 0, timestamp = 0, ssrc = 0x1234 } = stream;
  return Array.from({ length: Math.ceil(voice.length / FRAME) }, (_, turn) => {
    const header = Buffer.alloc(12);
    header[0] = 0x80;
    header[1] = payloadType;
    header.writeUInt16BE((sequence + turn) & 0xffff, 2);
    header.writeUInt32BE((timestamp + turn * FRAME) >>> 0, 4);
    header.writeUInt32BE(ssrc, 8);
    return Buffer.concat([header, voice.subarray(turn * FRAME, (turn + 1) * FRAME)]);
  });
}

/** A voice that is never silent, of as many packets. */
export function aVoice(packets: number, seed = 1): Uint8Array {
  return Uint8Array.from({ length: packets * FRAME }, (_, at) => (at * 31 + seed * 7) % 0x7f);
}

/** Plays packets to a port, slower than the kernel forgets them. Returns the port it played from. */
export async function playRtp(packets: readonly Buffer[], port: number): Promise<void> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  for (const [turn, packet] of packets.entries()) {
    socket.send(packet, port, '127.0.0.1');
    if (turn % 10 === 9) await sleep(2);
  }
  await sleep(5);
  socket.close();
}
