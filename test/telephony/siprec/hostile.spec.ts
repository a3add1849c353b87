import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { CallAudio } from '../../../src/ports/audioSink.ts';
import { RecordingServer } from '../../../src/telephony/siprec/dialogs/recordingServer.ts';
import { JitterBuffer } from '../../../src/telephony/siprec/media/jitterBuffer.ts';
import { parseRtp } from '../../../src/telephony/siprec/media/parseRtp.ts';
import { parseMetadata } from '../../../src/telephony/siprec/metadata/parseMetadata.ts';
import { parseSdp } from '../../../src/telephony/siprec/sdp/parseSdp.ts';
import { parseDatagram } from '../../../src/telephony/siprec/sip/parseMessage.ts';
import { frameStream } from '../../../src/telephony/siprec/transport/frameStream.ts';
import { mutate, seeded } from '../../support/siprec/mutate.ts';
import { rtpPackets, aVoice } from '../../support/siprec/rtp.ts';
import { anOffer, aRequest, anSbc } from '../../support/siprec/sbc.ts';
import { aRecordingServer, until } from '../../support/siprec/recordingServer.ts';
import { turnedTimers } from '../../support/siprec/turnedTimers.ts';

const FIXTURES = readdirSync('test/fixtures/siprec').map((name) =>
  readFileSync(`test/fixtures/siprec/${name}`, 'utf8'),
);
const ROUNDS = 4_000;

describe('What nobody should send to the recording server', () => {
  it('breaks no SIP parser in thousands of mutations, and no server behind it', async () => {
    const random = seeded(7);
    const timers = turnedTimers();
    const faults: unknown[] = [];
    const audio: CallAudio = { hear: () => undefined, end: () => undefined };
    const server = new RecordingServer({
      sink: { open: () => audio },
      rtpPorts: { open: () => Promise.resolve(undefined) },
      address: '127.0.0.1',
      portOf: () => 5060,
      mostCalls: 10,
      clock: { now: () => new Date(0) },
      timers,
      hooks: {
        onCallStarted: () => undefined,
        onCallChanged: () => undefined,
        onCallEnded: () => undefined,
        onFault: (error) => void faults.push(error),
      },
    });
    const seeds = ['INVITE', 'ACK', 'BYE', 'CANCEL', 'UPDATE', 'OPTIONS'].map((method) =>
      Buffer.from(aRequest({ port: 5060 }, { method, sdp: anOffer(), metadata: FIXTURES[0]! })),
    );
    let answers = 0;
    const flow = { transport: 'udp', host: '127.0.0.1', port: 5060, send: () => void (answers += 1) } as const;

    for (let round = 0; round < ROUNDS; round += 1) {
      const message = parseDatagram(mutate(seeds[round % seeds.length]!, random));
      if (message !== undefined) server.receive(message, flow);
    }
    await until(() => server.calls === 0);

    assert.deepEqual(faults, []);
    assert.ok(answers > ROUNDS / 10, `${answers} answers`);
    timers.turn(10 * 60_000);
    assert.equal(server.calls, 0);
  });

  it('breaks no parser of SDP, metadata and streams in thousands of mutations', () => {
    const random = seeded(11);
    const [offer, stream] = [Buffer.from(anOffer()), Buffer.from(aRequest({ port: 1 }, { sdp: anOffer() }).repeat(2))];
    let read = 0;

    for (let round = 0; round < ROUNDS; round += 1) {
      const sdp = parseSdp(mutate(offer, random).toString());
      const metadata = parseMetadata(mutate(Buffer.from(FIXTURES[round % FIXTURES.length]!), random).toString());
      frameStream()(mutate(stream, random));
      read += Number(sdp !== undefined) + Number(metadata !== undefined);
    }

    assert.ok(read > ROUNDS / 4, `${read} still read`);
  });

  it('breaks no stream of voices in thousands of mutations, and lets none grow', () => {
    const random = seeded(13);
    let played = 0;
    const jitter = new JitterBuffer({
      packet: ({ payload }) => (played += payload.length),
      silence: (samples) => assert.ok(samples <= 240_000),
    });

    for (const packet of rtpPackets(aVoice(ROUNDS), { sequence: 65_000 })) {
      const read = parseRtp(random() < 0.5 ? mutate(packet, random) : packet);
      if (read !== undefined) jitter.push(read);
    }
    jitter.flush();

    assert.ok(played > 0);
    assert.equal(jitter.isWaiting, false);
  });

  it('refuses bombs in metadata, and reads on', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><recording>&c;</recording>`;
    const outside = `<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd"><recording/>`;

    assert.equal(parseMetadata(bomb), undefined);
    assert.equal(parseMetadata(outside), undefined);
    assert.equal(parseMetadata('<recording>'.repeat(20_000)), undefined);
    assert.equal(parseMetadata(`<recording>${'<participant/>'.repeat(15_000)}</recording>`), undefined);
    assert.equal(parseMetadata(`<recording>${' '.repeat(300_000)}</recording>`), undefined);
  });

  it('closes a stream that promises a huge body, floods headers or speaks no SIP', () => {
    const head = (lines: string): Buffer => Buffer.from(`INVITE sip:a@b SIP/2.0\r\n${lines}\r\n\r\n`);

    const why = [
      frameStream()(head('Content-Length: 999999999')),
      frameStream()(head('Content-Length: -5')),
      frameStream()(head('X: 1')),
      frameStream()(head('X: 1\r\n'.repeat(300))),
      frameStream()(Buffer.alloc(40_000, 'INVITE')),
      frameStream()(Buffer.from('GET / HTTP/1.1\r\nHost: a\r\n\r\n')),
    ].map(([framed]) => (framed?.kind === 'broken' ? framed.why : framed?.kind));

    assert.deepEqual(why, ['too-large', 'no-length', 'no-length', 'no-sip', 'too-large', 'no-sip']);
  });

  it('answers a request with a huge Content-Length and closes the connection', async () => {
    const { server, port } = await aRecordingServer();
    const sbc = await anSbc(port, 'tcp');

    sbc.send(aRequest(sbc, { sdp: anOffer() }).replace(/^Content-Length: .*$/m, 'Content-Length: 900000000'));

    assert.match(await sbc.next(/^SIP/), /^SIP\/2.0 413/);
    assert.equal(await sbc.next(/closed/), 'closed');
    await server.close();
  });
});
