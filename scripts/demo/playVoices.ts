import { createSocket } from 'node:dgram';
import { setTimeout as sleep } from 'node:timers/promises';
import { rtpPackets } from '../../test/support/siprec/rtp.ts';

const PACKET_MS = 20;

/** Plays voices (mu-law) as RTP to a port each, in time: `speed` times as fast as people speak. */
export async function playVoices(
  voices: readonly Uint8Array[],
  ports: readonly number[],
  speed: number,
): Promise<void> {
  const streams = voices.map((voice, place) => rtpPackets(voice, { ssrc: place + 1, sequence: 65_000 }));
  const socket = createSocket('udp4');
  const startedAt = performance.now();
  const longest = Math.max(...streams.map((packets) => packets.length));
  for (let turn = 0; turn < longest; turn += 1) {
    const dueIn = startedAt + (turn * PACKET_MS) / speed - performance.now();
    if (dueIn > 0) await sleep(dueIn);
    for (const [place, packets] of streams.entries()) {
      const packet = packets[turn];
      if (packet !== undefined) socket.send(packet, ports[place] ?? 0, '127.0.0.1');
    }
  }
  socket.close();
}
