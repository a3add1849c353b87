// Child of the bench: an SBC with as many calls as asked for, two voices each, in real time. Prints the packets it sent.
import { createSocket } from 'node:dgram';
import { setTimeout as sleep } from 'node:timers/promises';
import process from 'node:process';
import { aVoice, rtpPackets } from '../../test/support/siprec/rtp.ts';
import { anOffer, anSbc, aRequest, portsIn, tagIn } from '../../test/support/siprec/sbc.ts';

const [port = 0, calls = 0, seconds = 0] = process.argv.slice(2).map(Number);
const PACKETS_A_SECOND = 50;
/** Well within the half hour after which a server ends a session that nobody refreshes (RFC 4028). */
const REFRESH_PACKETS = 600 * PACKETS_A_SECOND;

const sbc = await anSbc(port, 'tcp');
const open: { callId: string; toTag: string; ports: number[] }[] = [];
for (let turn = 0; turn < calls; turn += 1) {
  const callId = `bench-${turn}`;
  sbc.send(aRequest(sbc, { callId, sdp: anOffer() }));
  // By its Call-ID: on a busy machine the answer to an earlier INVITE may come again before its ACK has.
  const ok = await sbc.next(new RegExp(`^SIP/2.0 [2-6][^]*\nCall-ID: ${callId}\r`));
  if (!ok.startsWith('SIP/2.0 200')) throw new Error(ok.slice(0, 40));
  open.push({ callId, toTag: tagIn(ok), ports: portsIn(ok) });
  sbc.send(aRequest(sbc, { callId, method: 'ACK', toTag: tagIn(ok) }));
}
process.send?.('playing');

const streams = open.flatMap(({ ports }) => ports);
const sockets = streams.map(() => createSocket('udp4'));
const packets = rtpPackets(aVoice(seconds * PACKETS_A_SECOND));
const started = performance.now();
for (const [turn, packet] of packets.entries()) {
  const due = started + turn * 20;
  const wait = due - performance.now();
  if (wait > 0) await sleep(wait);
  if (turn > 0 && turn % REFRESH_PACKETS === 0) refresh(1 + turn / REFRESH_PACKETS);
  for (const [place, rtpPort] of streams.entries()) sockets[place]?.send(packet, rtpPort, '127.0.0.1');
}
const lastedMs = performance.now() - started;
await sleep(1_000);
process.send?.({ sent: packets.length * streams.length, lastedMs });

for (const { callId, toTag } of open) {
  sbc.send(aRequest(sbc, { callId, method: 'BYE', sequence: 1_000, toTag }));
  await sbc.next(/CSeq: 1000 BYE/);
}
for (const socket of sockets) socket.close();
sbc.close();
process.disconnect?.();

/** What it is answered is not waited for: the voices go on. */
function refresh(sequence: number): void {
  for (const { callId, toTag } of open) sbc.send(aRequest(sbc, { callId, method: 'UPDATE', sequence, toTag }));
}
