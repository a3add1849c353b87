import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { RecordingServer } from '../../../src/telephony/siprec/dialogs/recordingServer.ts';
import { parseDatagram } from '../../../src/telephony/siprec/sip/parseMessage.ts';
import { until } from '../../support/siprec/recordingServer.ts';
import { anOffer, aRequest, tagIn } from '../../support/siprec/sbc.ts';
import { turnedTimers } from '../../support/siprec/turnedTimers.ts';

const SBC = { port: 5080 };

function aServer() {
  const [sent, ended]: [string[], string[]] = [[], []];
  const timers = turnedTimers();
  const server = new RecordingServer({
    sink: { open: () => ({ hear: () => undefined, end: () => undefined }) },
    rtpPorts: {
      open: async () => {
        const socket = createSocket('udp4').bind(0, '127.0.0.1');
        await once(socket, 'listening');
        return socket;
      },
    },
    address: '10.0.0.4',
    portOf: () => 5060,
    mostCalls: 10,
    clock: { now: () => new Date(0) },
    timers,
    hooks: {
      onCallStarted: () => undefined,
      onCallChanged: () => undefined,
      onCallEnded: (_call, { why }) => void ended.push(why),
      onFault: assert.ifError,
    },
  });
  const receive = (text: string, transport: 'udp' | 'tcp' = 'udp'): void => {
    const send = (bytes: Buffer): void => void sent.push(bytes.toString());
    server.receive(parseDatagram(Buffer.from(text))!, { transport, host: '127.0.0.1', port: SBC.port, send });
  };
  const count = (fits: RegExp): number => sent.filter((text) => fits.test(text)).length;
  const call = async (headers?: string[]): Promise<string> => {
    receive(aRequest(SBC, { callId: 'c1', sdp: anOffer([{ label: '1' }]), ...(headers && { headers }) }));
    await until(() => count(/^SIP\/2.0 200/) > 0);
    return tagIn(sent.find((text) => text.startsWith('SIP/2.0 200'))!);
  };
  const acknowledge = (toTag: string): void => receive(aRequest(SBC, { callId: 'c1', method: 'ACK', toTag }));
  const end = (toTag: string): void => receive(aRequest(SBC, { callId: 'c1', method: 'BYE', sequence: 99, toTag }));
  return { server, timers, sent, ended, receive, count, call, acknowledge, end };
}

describe('Timers of the recording server', () => {
  it('sends a 200 again until it is acknowledged', async () => {
    const { timers, count, call, acknowledge, end } = aServer();
    const toTag = await call();

    timers.turn(500 + 1_000 + 2_000);
    acknowledge(toTag);
    timers.turn(30_000);

    assert.equal(count(/^SIP\/2.0 200/), 4);
    end(toTag);
  });

  it('ends a call whose 200 nobody acknowledges', async () => {
    const { timers, count, call, ended } = aServer();
    await call();

    timers.turn(40_000);

    assert.deepEqual(ended, ['unacknowledged']);
    assert.ok(count(/^BYE /) > 0);
  });

  it('sends a refusal again over UDP alone, until its ACK comes', () => {
    const { timers, count, receive } = aServer();
    const [branch, callId] = ['z9hG4bK-x', 'c2'];

    receive(aRequest(SBC, { branch, callId }));
    timers.turn(500);
    receive(aRequest(SBC, { branch, callId, method: 'ACK', toTag: 'any' }));
    timers.turn(30_000);
    receive(aRequest(SBC, { branch: 'z9hG4bK-y', callId: 'c3' }), 'tcp');
    timers.turn(30_000);

    assert.equal(count(/^SIP\/2.0 488[^]*Call-ID: c2/), 2);
    assert.equal(count(/^SIP\/2.0 488[^]*Call-ID: c3/), 1);
  });

  it('ends a call that the SBC does not refresh', async () => {
    const { timers, sent, call, acknowledge, ended } = aServer();
    acknowledge(await call(['Supported: timer', 'Session-Expires: 90;refresher=uac']));

    timers.turn(59_000);
    const before = [...ended];
    timers.turn(2_000);

    assert.match(
      sent.find((text) => text.startsWith('SIP/2.0 200'))!,
      /Session-Expires: 90;refresher=uac\r\nRequire: timer/,
    );
    assert.deepEqual([before, ended], [[], ['timer']]);
  });

  it('asks an SBC without timers whether the call is still there, and ends one that is not', async () => {
    const { timers, sent, call, acknowledge, receive, count, ended } = aServer();
    acknowledge(await call(['Allow: INVITE, ACK, BYE, UPDATE']));

    timers.turn(900_000);
    const asked = sent.find((text) => text.startsWith('UPDATE '))!;
    receive(replyTo(asked, '200 OK'));
    await until(() => count(/^UPDATE /) === 1);
    await Promise.resolve();
    timers.turn(900_000);
    receive(replyTo(sent.filter((text) => text.startsWith('UPDATE ')).at(-1)!, '481 Gone'));
    await until(() => ended.length > 0);

    assert.match(asked, /^UPDATE sip:sbc@127\.0\.0\.1:5080 SIP\/2\.0\r\n/);
    assert.equal(count(/^UPDATE /), 2);
    assert.deepEqual(ended, ['timer']);
  });

  it('stops answering an INVITE that is cancelled, and closes what it opened', async () => {
    const { server, receive, count } = aServer();
    const [branch, callId] = ['z9hG4bK-c', 'c4'];

    receive(aRequest(SBC, { branch, callId, sdp: anOffer() }));
    receive(aRequest(SBC, { branch, callId, method: 'CANCEL' }));
    await until(() => server.calls === 0);

    assert.equal(count(/^SIP\/2.0 487[^]*CSeq: 1 INVITE/), 1);
    assert.equal(count(/^SIP\/2.0 200[^]*CSeq: 1 CANCEL/), 1);
    assert.equal(count(/^SIP\/2.0 200[^]*CSeq: 1 INVITE/), 0);
  });

  it('refuses what comes out of turn within a dialog', async () => {
    const { call, acknowledge, receive, count, end } = aServer();
    const toTag = await call();
    acknowledge(toTag);

    receive(aRequest(SBC, { callId: 'c1', toTag, method: 'INFO', sequence: 5 }));
    receive(aRequest(SBC, { callId: 'c1', toTag, method: 'INFO', sequence: 4 }));
    receive(aRequest(SBC, { callId: 'c1', toTag, sequence: 6, sdp: anOffer([{ label: '1' }]) }));
    receive(aRequest(SBC, { callId: 'c1', toTag, sequence: 7, sdp: anOffer([{ label: '1' }]) }));
    await until(() => count(/^SIP\/2.0 500[^]*CSeq: 7 INVITE[^]*Retry-After: 1/) === 1);

    assert.equal(count(/^SIP\/2.0 200[^]*CSeq: 5 INFO/), 1);
    assert.equal(count(/^SIP\/2.0 500[^]*CSeq: 4 INFO/), 1);
    assert.equal(count(/^SIP\/2.0 200[^]*CSeq: 6 INVITE/), 1);
    end(toTag);
  });

  it('sends its own requests by the route that the INVITE came', async () => {
    const { server, sent, receive, call, acknowledge } = aServer();
    acknowledge(await call(['Record-Route: <sip:p1.example;lr>, <sip:p2.example;lr>', 'Supported: timer']));

    void server.stop();
    const bye = sent.find((text) => text.startsWith('BYE '))!;
    receive(replyTo(bye, '200 OK'));

    assert.match(bye, /^BYE sip:sbc@127\.0\.0\.1:5080 [^]*Route: <sip:p1\.example;lr>\r\nRoute: <sip:p2\.example;lr>/);
  });
});

function replyTo(request: string, status: string): string {
  const copied = request.split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/i.test(line));
  return [`SIP/2.0 ${status}`, ...copied, 'Content-Length: 0', '', ''].join('\r\n');
}
