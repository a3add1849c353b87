import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { anOffer, anSbc, aRequest, portsIn, type Sbc, tagIn } from '../../support/siprec/sbc.ts';
import { aRecordingServer, type Told, until } from '../../support/siprec/recordingServer.ts';
import { aVoice, playRtp, rtpPackets } from '../../support/siprec/rtp.ts';
import type { RunningSiprec } from '../../../src/telephony/siprec/startSiprec.ts';
import { decodeG711 } from '../../../src/domain/g711.ts';

const METADATA = readFileSync('test/fixtures/siprec/rfc7865.xml', 'utf8');
const PARTIAL = `<?xml version="1.0"?><recording xmlns='urn:ietf:params:xml:ns:recording:1'><datamode>partial</datamode>
<participant participant_id="srfBElmCRp2QB23b7Mpk0w=="><nameID aor="sip:bob@biloxi.com"><name>Bank Fraud Team</name></nameID></participant></recording>`;

describe('A recording server on the wire', () => {
  let server: RunningSiprec;
  let told: Told;
  let sbc: Sbc;
  let port: number;
  const start = async (transport: 'udp' | 'tcp', ...given: Parameters<typeof aRecordingServer>): Promise<void> => {
    ({ server, told, port } = await aRecordingServer(...given));
    sbc = await anSbc(port, transport);
  };
  const ask = async (given: Parameters<typeof aRequest>[1], fits = /^SIP\/2.0 [2-6]/): Promise<string> => {
    sbc.send(aRequest(sbc, given));
    return sbc.next(fits);
  };
  afterEach(async () => {
    sbc.close();
    await server.close(50);
  });

  for (const transport of ['udp', 'tcp'] as const) {
    it(`hears both voices of a call over ${transport}, whatever the network does to them`, async () => {
      await start(transport);
      const [caller, callee] = [aVoice(400, 1), aVoice(400, 2)];

      const ok = await ask({ callId: 'c1', sdp: anOffer(), metadata: METADATA });
      const toTag = tagIn(ok);
      sbc.send(aRequest(sbc, { callId: 'c1', method: 'ACK', toTag }));
      const [callerPort = 0, calleePort = 0] = portsIn(ok);
      const rough = roughen(rtpPackets(caller, { sequence: 65_400, timestamp: 2 ** 32 - 3_200 }));
      await Promise.all([playRtp(rough, callerPort), playRtp(rtpPackets(callee, { ssrc: 9 }), calleePort)]);
      await until(() => told.heard.caller.length >= 64_000 && told.heard.callee.length >= 64_000);
      await ask({ callId: 'c1', method: 'BYE', sequence: 2, toTag });

      const expected = [...decodeG711(caller, 'mu')].map((sample, at) => (isLost(Math.floor(at / 160)) ? 0 : sample));
      assert.deepEqual(told.heard.caller, expected);
      assert.deepEqual(told.heard.callee, [...decodeG711(callee, 'mu')]);
      assert.match(ok, /a=recvonly[^]*a=label:1[^]*a=recvonly[^]*a=label:2/);
      assert.match(ok, /^Contact: <sip:.*>;\+sip\.srs\r$/m);
      assert.equal(told.ended[0]?.end.why, 'bye');
      assert.equal(told.endedAudio, 1);
      const [counts] = told.ended[0]?.end.streams ?? [];
      const lost = Array.from({ length: 400 }, (_, turn) => turn).filter(isLost).length;
      assert.equal(counts?.lost, lost);
      assert.equal((counts?.received ?? 0) - (counts?.late ?? 0) - (counts?.duplicate ?? 0), 400 - lost);
      assert.deepEqual(told.faults, []);
    });
  }

  it('learns of both parties, and merges what an UPDATE adds', async () => {
    await start('udp');
    const toTag = tagIn(await ask({ callId: 'c1', sdp: anOffer(), metadata: METADATA }));

    const ok = await ask({ callId: 'c1', method: 'UPDATE', sequence: 2, toTag, metadata: PARTIAL }, /CSeq: 2 UPDATE/);

    assert.match(ok, /^SIP\/2.0 200/);
    assert.deepEqual(told.started[0]?.caller, { aor: 'sip:bob@biloxi.com', name: 'Bob B & Co' });
    assert.deepEqual(told.changed[0]?.caller, { aor: 'sip:bob@biloxi.com', name: 'Bank Fraud Team' });
    assert.deepEqual(told.changed[0]?.called, { aor: 'sip:Paul@biloxi.com', name: 'Paul' });
  });

  it('keeps the port of a stream through hold and back, and closes one that is removed', async () => {
    await start('udp');
    const first = await ask({ callId: 'c1', sdp: anOffer() });
    const toTag = tagIn(first);
    const offerAgain = (sequence: number, sdp: string): Promise<string> =>
      ask({ callId: 'c1', sequence, toTag, sdp }, new RegExp(`^SIP/2.0 [2-6][^]*CSeq: ${sequence} INVITE`));

    const held = await offerAgain(
      2,
      anOffer([
        { label: '1', direction: 'inactive' },
        { label: '2', direction: 'inactive' },
      ]),
    );
    const back = await offerAgain(3, anOffer());
    const removed = await offerAgain(4, anOffer([{ label: '1' }, { label: '2', port: 0 }]));

    assert.match(held, /a=inactive/);
    assert.deepEqual(portsIn(held), portsIn(first));
    assert.deepEqual(portsIn(back), portsIn(first));
    assert.deepEqual(portsIn(removed), [portsIn(first)[0], 0]);
    assert.deepEqual(
      told.changed.map(({ isHeld }) => isHeld),
      [true, false, false],
    );
  });

  it('answers an INVITE that comes twice with the same call', async () => {
    await start('udp');
    const invite = aRequest(sbc, { callId: 'c1', sdp: anOffer() });

    sbc.send(invite);
    const first = await sbc.next(/^SIP\/2.0 200/);
    sbc.send(invite);
    const second = await sbc.next(/^SIP\/2.0 200/);

    assert.equal(second, first);
    assert.equal(told.started.length, 1);
  });

  it('sends an INVITE that came by two ways back as a loop', async () => {
    await start('udp');
    await ask({ callId: 'c1', sdp: anOffer() });

    assert.match(await ask({ callId: 'c1', sdp: anOffer() }, /^SIP\/2.0 [3-6]/), /^SIP\/2.0 482/);
  });

  it('refuses what it cannot take, and says why', async () => {
    await start('udp');

    const answers = [
      await ask({ sdp: anOffer(), headers: ['Require: siprec, 100rel'] }),
      await ask({ sdp: anOffer([{ label: '1', protocol: 'RTP/SAVP' }]) }),
      await ask({ sdp: anOffer([{ label: '1', payloadType: 18 }]) }),
      await ask({}),
      await ask({ sdp: anOffer(), headers: ['Supported: timer', 'Session-Expires: 30'] }),
      await ask({ method: 'BYE', toTag: 'unknown' }),
      await ask({ method: 'CANCEL' }),
      await ask({ method: 'SUBSCRIBE' }),
      await ask({ sdp: anOffer(), contentType: 'multipart/mixed' }),
    ];

    assert.deepEqual(
      answers.map((answer) => answer.slice(8, 11)),
      ['420', '488', '488', '488', '422', '481', '481', '405', '400'],
    );
    assert.match(answers[0] ?? '', /^Unsupported: 100rel\r$/m);
    assert.match(
      answers[1] ?? '',
      /^Warning: 302 earpiece "SRTP is taken with AES_CM_128_HMAC_SHA1_80, without MKI, over SIP by TLS only/m,
    );
    assert.equal(server.load.calls, 0);
  });

  it('sends new calls elsewhere when it is full, and says so to health checks', async () => {
    await start('udp', { mostCalls: 1 });
    const before = await ask({ method: 'OPTIONS' });
    await ask({ sdp: anOffer() });

    const full = await ask({ sdp: anOffer() }, /^SIP\/2.0 [3-6]/);
    const during = await ask({ method: 'OPTIONS' }, /CSeq: 1 OPTIONS/);

    assert.match(before, /^SIP\/2.0 200/);
    assert.match(full, /^SIP\/2.0 503[^]*^Retry-After: \d+\r$/m);
    assert.match(during, /^SIP\/2.0 503/);
  });

  it('refuses every call while nobody hears', async () => {
    await start('udp', {}, { sink: undefined });

    assert.match(await ask({ sdp: anOffer() }), /^SIP\/2.0 503/);
  });

  it('gives no answer to who is not on the list', async () => {
    await start('tcp', { allow: ['192.0.2.0/24'] });

    assert.equal(await sbc.next(/closed/), 'closed');
    assert.equal(server.refused['not-allowed'], 1);
  });

  it('hears nothing that comes from another port than the voice did', async () => {
    await start('udp');
    const ok = await ask({ callId: 'c1', sdp: anOffer([{ label: '1' }]) });
    const [rtpPort = 0] = portsIn(ok);

    await playRtp(rtpPackets(aVoice(3, 1)), rtpPort);
    await until(() => told.heard.unknown.length === 480);
    await playRtp(rtpPackets(aVoice(50, 5), { ssrc: 66 }), rtpPort);
    await ask({ callId: 'c1', method: 'BYE', sequence: 2, toTag: tagIn(ok) }, /CSeq: 2 BYE/);

    assert.equal(told.heard.unknown.length, 480);
    assert.equal(told.ended[0]?.end.streams[0]?.received, 3);
  });

  it('says goodbye to its calls when it stops', async () => {
    await start('tcp');
    await ask({ callId: 'c1', sdp: anOffer() });

    const closing = server.close();
    const bye = await sbc.next(/^BYE /);
    sbc.send(okTo(bye));
    await closing;

    assert.match(bye, /^BYE sip:sbc@127\.0\.0\.1:\d+ SIP\/2\.0\r\n/);
    assert.equal(told.ended[0]?.end.why, 'stopped');
  });
});

const isLost = (turn: number): boolean => turn > 5 && turn % 50 === 17;

/** Some packets lost, some swapped, some doubled. */
function roughen(packets: readonly Buffer[]): Buffer[] {
  const kept = packets.map((packet, turn) => ({ packet, turn })).filter(({ turn }) => !isLost(turn));
  for (let at = 20; at + 3 < kept.length; at += 40) [kept[at], kept[at + 3]] = [kept[at + 3]!, kept[at]!];
  return kept.flatMap(({ packet, turn }) => (turn % 33 === 7 ? [packet, packet] : [packet]));
}

function okTo(request: string): string {
  const copied = request.split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/i.test(line));
  return ['SIP/2.0 200 OK', ...copied, 'Content-Length: 0', '', ''].join('\r\n');
}
