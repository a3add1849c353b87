// Child of the bench: the SBC. Places calls as it is told, plays both voices as RTP in real time, hangs up when told or
// three seconds after the last word, and says when it sent each packet.
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { rtpPackets } from '../../test/support/siprec/rtp.ts';
import { anOffer, anSbc, aRequest, portsIn, tagIn } from '../../test/support/siprec/sbc.ts';

/** What the bench says: place this call, or hang up. */
export type Told =
  | { kind: 'play'; callId: string; metadata: string; voices: readonly [string, string] }
  | { kind: 'hangUp'; callId: string }
  | { kind: 'leave' };

/** What it is told when a call is over. */
export interface Over {
  callId: string;
  isRefused: boolean;
  /** When each packet of 20 ms of the voices was sent, in milliseconds of the wall clock. */
  sentAt: number[];
  /** Seconds of processor that this process has used so far. */
  processorSeconds: number;
}

const PACKET_MS = 20;
/** Silence after the last word, while the last sentence is understood. */
const LINGER_PACKETS = 150;
const hangUps = new Map<string, AbortController>();
const sbc = await anSbc(Number(process.argv[2]), 'tcp');
const silence = new Uint8Array(LINGER_PACKETS * 160).fill(0xff);

process.on('message', (told: Told) => {
  if (told.kind === 'play') void place(told);
  else if (told.kind === 'hangUp') hangUps.get(told.callId)?.abort();
  else {
    sbc.close();
    process.disconnect?.();
  }
});

async function place({ callId, metadata, voices }: Extract<Told, { kind: 'play' }>): Promise<void> {
  const hangUp = new AbortController();
  hangUps.set(callId, hangUp);
  sbc.send(aRequest(sbc, { callId, sdp: anOffer(), metadata }));
  // By its Call-ID: on a busy machine the answer to an earlier INVITE may come again before its ACK has.
  const answer = await sbc.next(new RegExp(`^SIP/2.0 [2-6][^]*\nCall-ID: ${callId}\r`));
  const toTag = tagIn(answer);
  sbc.send(aRequest(sbc, { callId, method: 'ACK', toTag }));
  const isRefused = !answer.startsWith('SIP/2.0 200');
  const sentAt = isRefused ? [] : await play(voices, portsIn(answer), hangUp.signal);
  if (!isRefused) {
    sbc.send(aRequest(sbc, { callId, method: 'BYE', sequence: 2, toTag }));
    await sbc.next(
      new RegExp(
        `^SIP/2.0 [^]*\nCall-ID: ${callId}\r[^]*CSeq: 2 BYE|^SIP/2.0 [^]*CSeq: 2 BYE[^]*\nCall-ID: ${callId}\r`,
      ),
    );
  }
  hangUps.delete(callId);
  const { user, system } = process.cpuUsage();
  process.send?.({ callId, isRefused, sentAt, processorSeconds: (user + system) / 1e6 } satisfies Over);
}

async function play(files: readonly string[], ports: readonly number[], signal: AbortSignal): Promise<number[]> {
  const streams = files.map((file, turn) =>
    rtpPackets(Buffer.concat([readFileSync(file), silence]), { ssrc: turn + 1, sequence: 65_000 }),
  );
  const sockets = streams.map(() => createSocket('udp4'));
  const longest = Math.max(...streams.map(({ length }) => length));
  const startedAt = performance.now();
  const sentAt: number[] = [];
  for (let turn = 0; turn < longest && !signal.aborted; turn += 1) {
    const dueIn = startedAt + turn * PACKET_MS - performance.now();
    if (dueIn > 0) await sleep(dueIn);
    sentAt.push(Date.now());
    for (const [stream, packets] of streams.entries()) {
      const packet = packets[turn];
      if (packet !== undefined) sockets[stream]?.send(packet, ports[stream] ?? 0, '127.0.0.1');
    }
  }
  for (const socket of sockets) socket.close();
  return sentAt;
}
