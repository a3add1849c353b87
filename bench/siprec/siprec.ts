import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import process from 'node:process';
import type { EndedStream } from '../../src/telephony/siprec/dialogs/recordedCall.ts';
import { startSiprec } from '../../src/telephony/siprec/startSiprec.ts';

const [seconds = 15, ...wanted] = (process.env.SIPREC_BENCH ?? '').split(',').filter(Boolean).map(Number);
const CALLS = wanted.length > 0 ? wanted : [50, 100, 200, 400];
const canPin = os.cpus().length > 1 && spawnSync('taskset', ['-cp', '0', String(process.pid)]).status === 0;
/** The sender has a core of its own, so that what is measured is ours alone. */
const onOtherCore = canPin ? { execPath: 'taskset', execArgv: ['-c', '1', process.execPath] } : {};

/**
 * What receiving and decoding live calls costs: calls of two voices in real time, played by another process on another
 * core. SIPREC_BENCH=1800,200 plays 200 calls for half an hour.
 */
export async function benchSiprec(): Promise<void> {
  const rows = [];
  for (const calls of CALLS) rows.push(await play(calls));
  console.table(rows);
}

async function play(calls: number) {
  const streams: EndedStream[] = [];
  let samples = 0;
  const server = await startSiprec(
    {
      listen: { host: '127.0.0.1', port: 0 },
      tls: undefined,
      allow: ['127.0.0.1'],
      address: '127.0.0.1',
      rtpPorts: { first: 30_000, last: 49_998 },
      mostCalls: 1_000,
    },
    {
      sink: { open: () => ({ hear: (frame) => void (samples += frame.samples.length), end: () => undefined }) },
      clock: { now: () => new Date() },
      onCallStarted: () => undefined,
      onCallChanged: () => undefined,
      onCallEnded: (_call, end) => void streams.push(...end.streams),
      onFault: (error) => console.error(error),
    },
  );
  const child = fork(
    new URL('playCalls.ts', import.meta.url),
    [String(server.port), String(calls), String(seconds)],
    onOtherCore,
  );
  const gone = once(child, 'exit');
  await once(child, 'message');
  const before = process.cpuUsage();
  const [{ sent, lastedMs }] = (await once(child, 'message')) as [{ sent: number; lastedMs: number }];
  const { user, system } = process.cpuUsage(before);
  await gone;
  await server.close();
  const received = streams.reduce((sum, stream) => sum + stream.received, 0);
  const cpuSeconds = (user + system) / 1e6;
  return {
    calls,
    sent,
    received,
    missing: sent - received,
    'seconds heard': Math.round(samples / 8_000),
    'packets a second': Math.round((sent / lastedMs) * 1_000),
    'µs of processor a packet': Number(((cpuSeconds * 1e6) / received).toFixed(1)),
    'packets a second and core': Math.round(received / cpuSeconds),
    'calls a core': Math.round(received / cpuSeconds / 100),
  };
}
