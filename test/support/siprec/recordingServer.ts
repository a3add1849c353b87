import { setTimeout as sleep } from 'node:timers/promises';
import type { AudioSink, Track } from '../../../src/ports/audioSink.ts';
import type { RecordedCall } from '../../../src/telephony/siprec/dialogs/recordedCall.ts';
import {
  type RunningSiprec,
  type SiprecPorts,
  type SiprecSettings,
  startSiprec,
} from '../../../src/telephony/siprec/startSiprec.ts';

/** What the server told and played. */
export interface Told {
  started: RecordedCall[];
  changed: RecordedCall[];
  ended: { call: RecordedCall; end: Parameters<SiprecPorts['onCallEnded']>[1] }[];
  faults: unknown[];
  heard: Record<Track, number[]>;
  endedAudio: number;
}

/** A recording server on a port of its own, with a sink that keeps what it hears for the test. */
export async function aRecordingServer(
  settings: Partial<SiprecSettings> = {},
  ports: Partial<SiprecPorts> = {},
): Promise<{ server: RunningSiprec; told: Told; port: number }> {
  const told: Told = {
    started: [],
    changed: [],
    ended: [],
    faults: [],
    heard: { caller: [], callee: [], unknown: [] },
    endedAudio: 0,
  };
  const sink: AudioSink = {
    open: () => ({
      hear: ({ track, samples }) => void told.heard[track].push(...samples),
      end: () => void (told.endedAudio += 1),
    }),
  };
  const server = await startSiprec(
    {
      listen: { host: '127.0.0.1', port: 0 },
      tls: undefined,
      allow: ['127.0.0.1'],
      address: '127.0.0.1',
      rtpPorts: { first: 23_000, last: 23_998 },
      mostCalls: 50,
      ...settings,
    },
    {
      sink,
      clock: { now: () => new Date() },
      onCallStarted: (call) => void told.started.push(call),
      onCallChanged: (call) => void told.changed.push(call),
      onCallEnded: (call, end) => void told.ended.push({ call, end }),
      onFault: (error) => void told.faults.push(error),
      ...ports,
    },
  );
  return { server, told, port: server.port ?? 0 };
}

/** Waits until something holds; the test's own deadline ends it. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}
