import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import type { CallUtterance } from '../../../src/domain/call.ts';
import { type HttpServer, serveHttp } from '../../../src/http/httpServer.ts';
import type { AudioSink, Track } from '../../../src/ports/audioSink.ts';
import { PUBLIC_CLOUD } from '../../../src/wiring/clouds.ts';
import { mediaRoute } from '../../../src/wiring/mediaRoute.ts';
import { RESOURCE_ID, someCallAutomation } from '../../support/acsMedia/callAutomation.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const START = Date.parse('2026-11-02T12:00:00.000Z');
const ADA = '4:+447700900101';
const BEN = '8:acs:3b1c1f4e_00000000';

describe('media streams of Azure Communication Services', () => {
  let azure: Awaited<ReturnType<typeof someCallAutomation>>;
  let server: HttpServer;
  let heard: { calls: string[]; ended: number; samples: Partial<Record<Track, number[]>>; said: CallUtterance[] };
  let streams: ReturnType<typeof mediaRoute>['streams'];
  let hasSink: boolean;
  const faults: unknown[] = [];
  beforeEach(async () => {
    azure = await someCallAutomation();
    heard = { calls: [], ended: 0, samples: {}, said: [] };
    hasSink = true;
    const sink: AudioSink = {
      open: ({ callId }) => {
        if (!hasSink) return undefined;
        heard.calls.push(callId);
        return {
          hear: ({ track, samples }) => void (heard.samples[track] ??= []).push(...samples),
          end: () => void (heard.ended += 1),
        };
      },
    };
    const cloud = { ...PUBLIC_CLOUD, acsConfigurationUrl: azure.configurationUrl };
    const ears = { onUtterance: (one: CallUtterance) => void heard.said.push(one), onEnded: () => undefined };
    const media = mediaRoute(
      { resourceId: RESOURCE_ID, mostCalls: 2, cloud },
      { sink, ears },
      { clock: { now: () => new Date() }, log: silent },
    );
    streams = media.streams;
    const onFault = (error: unknown) => void faults.push(error);
    server = await serveHttp([], { port: 0, host: '127.0.0.1', onFault }, [media.route]);
  });
  afterEach(async () => {
    await server.close();
    await azure.close();
  });

  const open = (query = '?callId=call-1', authorization: string | undefined = `Bearer ${azure.token()}`) =>
    new WebSocket(`ws://127.0.0.1:${server.port}/api/media/acs${query}`, {
      headers: { ...(authorization === undefined ? {} : { authorization }), 'x-ms-call-connection-id': 'connection-1' },
    });
  const refusal = async (socket: WebSocket): Promise<number> => {
    const [error] = (await once(socket, 'error')) as [Error];
    return Number(/Unexpected server response: (\d+)/.exec(error.message)?.[1]);
  };
  const ready = async (query?: string): Promise<WebSocket> => {
    const socket = open(query);
    await once(socket, 'open');
    return socket;
  };
  const closed = async (socket: WebSocket): Promise<number> => {
    const over = once(socket, 'close');
    socket.close();
    const [code] = (await over) as [number];
    while (streams.load.calls > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    return code;
  };
  const begin = (sampleRate: number, over: object = {}) =>
    JSON.stringify({
      kind: 'AudioMetadata',
      audioMetadata: {
        subscriptionId: 's',
        encoding: 'PCM',
        sampleRate,
        channels: 1,
        length: sampleRate / 25,
        ...over,
      },
    });
  /** A tone of 20 ms, from the n-th fiftieth of a second on. */
  const frame = (n: number, given: { rate?: number; participant?: string; hertz?: number; silent?: boolean } = {}) => {
    const { rate = 16_000, participant, hertz = 440, silent: isSilent = false } = given;
    const count = rate / 50;
    const bytes = Buffer.alloc(count * 2);
    for (let at = 0; at < count; at += 1) {
      const value = Math.sin((2 * Math.PI * hertz * (n * count + at)) / rate) * 8_000;
      bytes.writeInt16LE(Math.round(value), at * 2);
    }
    const timestamp = new Date(START + n * 20).toISOString();
    const audioData = { timestamp, data: bytes.toString('base64'), silent: isSilent };
    return JSON.stringify({
      kind: 'AudioData',
      audioData: { ...audioData, ...(participant === undefined ? {} : { participantRawID: participant }) },
    });
  };
  const loudness = (samples: readonly number[] = []): number =>
    Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));

  describe('whose they are', () => {
    it('is told by a token of the service for our resource, and by nothing else', async () => {
      const bad = [
        '',
        'Basic abc',
        'Bearer nonsense',
        `Bearer ${azure.unsigned()}`,
        `Bearer ${azure.token({ isForged: true })}`,
        `Bearer ${azure.token({ audience: 'another resource' })}`,
        `Bearer ${azure.token({ issuer: 'https://issuer.example' })}`,
        `Bearer ${azure.token({ seconds: -120 })}`,
      ];

      const statuses: number[] = [];
      for (const authorization of bad) statuses.push(await refusal(open('?callId=call-1', authorization)));
      const good = await ready();

      assert.deepEqual(
        statuses,
        bad.map(() => 401),
      );
      assert.equal(await closed(good), 1005);
    });

    it('is not decided while the keys cannot be read: the service comes again', async () => {
      azure.goAway();

      assert.equal(await refusal(open()), 503);
    });

    it('is not believed to keys on another host', async () => {
      azure.serveKeysFrom('https://keys.example/keys');

      assert.equal(await refusal(open()), 503);
    });
  });

  it('lets no more in than there is room for, and none while it stops', async () => {
    const sockets = [await ready(), await ready('?callId=call-2')];

    const third = await refusal(open('?callId=call-3'));
    for (const socket of sockets) await new Promise((resolve) => socket.once('close', resolve).close());
    while (streams.load.calls > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    streams.drain();

    assert.deepEqual([third, await refusal(open()), streams.load.hasRoom], [503, 503, false]);
  });

  it('hears two participants apart, at the telephone’s rate, whichever rate comes', async () => {
    for (const rate of [16_000, 24_000]) {
      heard.samples = {};
      const socket = await ready(`?callId=call-1&caller=${encodeURIComponent('+447700900101')}`);

      socket.send(begin(rate));
      for (let n = 0; n < 50; n += 1) {
        socket.send(frame(n, { rate, participant: ADA, hertz: 440 }));
        socket.send(frame(n, { rate, participant: BEN, silent: true }));
      }
      await closed(socket);

      assert.deepEqual(Object.keys(heard.samples).sort(), ['callee', 'caller']);
      assert.ok(Math.abs((heard.samples.caller?.length ?? 0) - 8_000) <= 40, `${heard.samples.caller?.length}`);
      assert.ok(Math.abs(loudness(heard.samples.caller?.slice(200)) - 8_000 / Math.SQRT2) < 200);
      assert.equal(loudness(heard.samples.callee), 0);
    }
    assert.deepEqual([heard.calls, heard.ended], [['call-1', 'call-1'], 2]);
  });

  it('lets nothing above the telephone’s band come back as noise', async () => {
    for (const rate of [16_000, 24_000]) {
      heard.samples = {};
      const socket = await ready();

      socket.send(begin(rate));
      for (let n = 0; n < 25; n += 1) socket.send(frame(n, { rate, hertz: 6_000 }));
      await closed(socket);

      // 40 dB below what came in.
      assert.ok(loudness(heard.samples.unknown?.slice(200)) < 57, `${loudness(heard.samples.unknown)}`);
    }
  });

  it('hears a mix as an unknown voice, and silence where nothing was sent', async () => {
    const socket = await ready();

    socket.send(begin(16_000));
    for (const n of [0, 1, 2, 52, 53]) socket.send(frame(n));
    await closed(socket);

    const samples = heard.samples.unknown ?? [];
    assert.ok(Math.abs(samples.length - 54 * 160) <= 40, `${samples.length}`);
    assert.equal(loudness(samples.slice(600, 8_000)), 0);
  });

  it('gives the voice of whoever has left to whoever takes over, and none to a third', async () => {
    const socket = await ready();
    const cem = '8:acs:cem';

    socket.send(begin(16_000));
    for (let n = 0; n < 10; n += 1) {
      for (const participant of [ADA, BEN, cem]) socket.send(frame(n, { participant }));
    }
    for (let n = 200; n < 210; n += 1) socket.send(frame(n, { participant: cem }));
    await closed(socket);

    // Ben's 0.2 s, then silence until Cem, then Cem's 0.2 s.
    const [callee = [], caller = []] = [heard.samples.callee, heard.samples.caller];
    assert.ok(Math.abs(callee.length - (10 + 190 + 10) * 160) <= 60, `${callee.length}`);
    assert.ok(Math.abs(caller.length - 10 * 160) <= 40, `${caller.length}`);
  });

  it('passes on finished sentences that come written, and no others', async () => {
    const socket = await ready('');
    const sentence = (over: object) =>
      JSON.stringify({
        kind: 'TranscriptionData',
        transcriptionData: {
          ...{ text: 'Read me the code.', format: 'display', confidence: 0.9, offset: 2, duration: 3, words: [] },
          ...{ participantRawID: ADA, resultStatus: 'Final', ...over },
        },
      });

    socket.send(JSON.stringify({ kind: 'TranscriptionMetadata', transcriptionMetadata: { subscriptionId: 's' } }));
    for (const over of [
      { resultStatus: 'Intermediate' },
      {},
      { participantRawID: BEN, text: 'No.', words: undefined },
    ]) {
      socket.send(sentence(over));
    }
    await closed(socket);

    assert.deepEqual(
      heard.said.map(({ callId, seq, track, text }) => [callId, seq, track, text]),
      [
        ['connection-1', 0, 'caller', 'Read me the code.'],
        ['connection-1', 1, 'callee', 'No.'],
      ],
    );
    assert.deepEqual(heard.calls, []);
  });

  it('closes a stream of voices that nobody can hear, and asks to try again', async () => {
    hasSink = false;
    const socket = await ready();
    const over = once(socket, 'close');

    socket.send(begin(16_000));

    assert.equal(((await over) as [number])[0], 1013);
  });

  it('never hears tones, and survives whatever is sent', async () => {
    const socket = await ready();
    const hostile = [
      JSON.stringify({ kind: 'DtmfData', dtmfData: { data: '4' } }),
      frame(0),
      begin(16_000, { encoding: 'OPUS' }),
      begin(8_000),
      begin(16_000, { channels: 2 }),
      begin(16_000),
      begin(24_000),
      ...[
        '',
        '{',
        'null',
        '[]',
        '{"kind":7}',
        '{"kind":"AudioData"}',
        '{"kind":"__proto__"}',
        '{"kind":"constructor"}',
      ],
      JSON.stringify({ kind: 'AudioData', audioData: { timestamp: 'never', data: 'AAAA' } }),
      JSON.stringify({ kind: 'AudioData', audioData: { timestamp: '9999-12-31T23:59:59Z', data: 'A' } }),
      JSON.stringify({ kind: 'AudioData', audioData: { timestamp: '1970-01-01T00:00:00Z', data: '%%%%' } }),
    ];

    for (const text of hostile) socket.send(text);
    socket.send(Buffer.from([1, 2, 3]));
    await closed(socket);

    const samples = heard.samples.unknown ?? [];
    assert.equal(loudness(samples), 0);
    assert.ok(samples.length <= 5_000 * 8 + 40, `${samples.length}`);
    assert.deepEqual(faults, []);
  });

  it('closes a socket that sends what is no stream, or too much at once', async () => {
    const [noisy, large] = [await ready(), await ready('?callId=call-2')];
    const over = [once(noisy, 'close'), once(large, 'close')];

    for (let count = 0; count < 60; count += 1) noisy.send('noise');
    large.send('x'.repeat(100_000));

    const codes = (await Promise.all(over)).map(([code]) => code as number);
    assert.deepEqual(codes, [1008, 1009]);
  });

  it('answers upgrades of other addresses and broken ones with a refusal', async () => {
    const upgrade = async (target: string): Promise<string> => {
      const socket = connect(server.port, '127.0.0.1');
      const asks = 'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13';
      socket.write(
        `GET ${target} HTTP/1.1\r\nHost: localhost\r\n${asks}\r\nAuthorization: Bearer ${azure.token()}\r\n\r\n`,
      );
      const [answer] = (await once(socket, 'data')) as [Buffer];
      socket.destroy();
      return answer.toString('latin1').slice('HTTP/1.1 '.length, 'HTTP/1.1 404'.length);
    };

    const statuses = [
      await upgrade('/elsewhere'),
      await upgrade('//'),
      await upgrade('http://['),
      await upgrade('/api/media/acs?callId=x'),
      (await fetch(`http://127.0.0.1:${server.port}/api/media/acs`)).status,
    ];

    // The fourth lacks the key of the handshake.
    assert.deepEqual(statuses.map(Number), [404, 404, 404, 400, 404]);
    assert.deepEqual([streams.load.calls, faults], [0, []]);
  });
});
