import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { needProgram } from '../../support/programs.ts';
import { aRecordingServer, until } from '../../support/siprec/recordingServer.ts';
import { aVoice, playRtp, rtpPackets } from '../../support/siprec/rtp.ts';
import { PYTHON_COMMAND } from '../../support/siprec/speech.ts';
import { sameFrames } from '../../support/siprec/sameFrames.ts';
import { anOffer, aRequest, anSbc, aTlsSbc, portsIn, type Sbc, tagIn } from '../../support/siprec/sbc.ts';

const SENDER = join(import.meta.dirname, '../../support/siprec/rtp_send.py');
const SUITE = 'AES_CM_128_HMAC_SHA1_80';
const run = promisify(execFile);
const file = (name: string): string => readFileSync(`test/fixtures/siprec-tls/${name}`, 'utf8');

describe('encrypted voices (SRTP with keys in SDP)', function () {
  this.timeout(60_000);
  const key = randomBytes(30).toString('base64');
  const start = () =>
    aRecordingServer({
      tls: {
        listen: { host: '127.0.0.1', port: 0 },
        identity: {
          certificate: file('server.pem'),
          key: file('server.key'),
          clientAuthorities: file('authority.pem'),
        },
      },
    });
  const overTls = (port: number): Promise<Sbc> =>
    aTlsSbc(port, { ca: file('authority.pem'), cert: file('sbc.pem'), key: file('sbc.key') });
  const offer = (crypto: string) => anOffer([{ label: '1', protocol: 'RTP/SAVP', crypto }]);

  it('are taken over TLS, and answered by a key of our own under the same number', async () => {
    const { server } = await start();
    const sbc = await overTls(server.tlsPort!);

    sbc.send(aRequest(sbc, { sdp: offer(`7 ${SUITE} inline:${key}|2^31`) }));
    const answer = await sbc.next(/^SIP\/2.0 [2-6]/);

    assert.match(answer, /^m=audio \d+ RTP\/SAVP 0\r$/m);
    const [, ours = ''] = new RegExp(`^a=crypto:7 ${SUITE} inline:(\\S{40})\\r$`, 'm').exec(answer) ?? [];
    assert.equal(Buffer.from(ours, 'base64').length, 30);
    assert.notEqual(ours, key);
    sbc.close();
    await server.close(20);
  });

  it('are refused where keys travel in the open, and with what we do not know', async () => {
    const { server, port } = await start();
    const [open, closed] = [await anSbc(port), await overTls(server.tlsPort!)];
    const ask = async (sbc: Sbc, crypto: string): Promise<string> => {
      sbc.send(aRequest(sbc, { sdp: offer(crypto) }));
      return (await sbc.next(/^SIP\/2.0 [2-6]/)).slice(8, 11);
    };

    const statuses = [
      await ask(open, `1 ${SUITE} inline:${key}`),
      await ask(closed, `1 ${SUITE} inline:${key}|1:4`),
      await ask(closed, `1 ${SUITE} inline:${key} UNENCRYPTED_SRTP`),
      await ask(closed, '1 AES_CM_128_HMAC_SHA1_32 inline:AAAA'),
      await ask(closed, `1 ${SUITE} inline:AAAA`),
    ];

    assert.deepEqual(statuses, ['488', '488', '488', '488', '488']);
    open.close();
    closed.close();
    await server.close(20);
  });

  describe('sent by the reference implementation (libsrtp)', () => {
    let folder: string;
    before(async function () {
      needProgram(this, {
        test: [PYTHON_COMMAND, '-c', 'import pylibsrtp'],
        what: 'SRTP by libsrtp',
        getBy: 'apt-get install python3-pylibsrtp',
      });
      folder = await mkdtemp(join(tmpdir(), 'earpiece-srtp-'));
    });
    after(() => (folder === undefined ? undefined : rm(folder, { recursive: true, force: true })));

    it('are heard through loss, reordering, duplicates and a long hole where numbers run over', async () => {
      const { server, told } = await start();
      const sbc = await overTls(server.tlsPort!);
      const voice = Buffer.from(aVoice(600));
      await writeFile(join(folder, 'voice.ulaw'), voice);
      sbc.send(aRequest(sbc, { callId: 'encrypted', sdp: offer(`1 ${SUITE} inline:${key}`) }));
      const answer = await sbc.next(/^SIP\/2.0 200/);
      const [rtpPort = 0] = portsIn(answer);

      // Numbers run over at packet 236, within a hole of 250.
      const options = ['--srtp', key, '--loss', '0.01', '--reorder', '0.02', '--dup', '0.02', '--seq0', '65300'];
      const holed = ['--hole', '110:250', '--speed', '4'];
      const { stdout } = await run(PYTHON_COMMAND, [
        SENDER,
        join(folder, 'voice.ulaw'),
        '127.0.0.1',
        `${rtpPort}`,
        ...options,
        ...holed,
      ]);
      sbc.send(aRequest(sbc, { callId: 'encrypted', method: 'BYE', sequence: 2, toTag: tagIn(answer) }));
      await until(() => told.ended.length === 1);

      const [sent = 0] = stdout.split(' ').map(Number);
      const [stream] = told.ended[0]!.end.streams;
      assert.ok((stream?.received ?? 0) >= sent, `${stream?.received} of ${sent}`);
      assert.equal(stream?.unproven, 0);
      assert.ok(sameFrames(voice, told.heard.unknown) > (sent / 600) * 0.97);
      sbc.close();
      await server.close(20);
    });

    it('count nothing that was not made with the key, nor made with it and changed', async () => {
      const { server, told } = await start();
      const sbc = await overTls(server.tlsPort!);
      await writeFile(join(folder, 'voice.ulaw'), Buffer.from(aVoice(20)));
      sbc.send(aRequest(sbc, { callId: 'forged', sdp: offer(`1 ${SUITE} inline:${key}`) }));
      const answer = await sbc.next(/^SIP\/2.0 200/);
      const [rtpPort = 0] = portsIn(answer);

      const other = randomBytes(30).toString('base64');
      await run(PYTHON_COMMAND, [
        SENDER,
        join(folder, 'voice.ulaw'),
        '127.0.0.1',
        `${rtpPort}`,
        '--srtp',
        other,
        '--speed',
        '9',
      ]);
      await playRtp(
        [...rtpPackets(aVoice(20)), Buffer.alloc(3), Buffer.alloc(12, 0x80), Buffer.alloc(2_000, 0xff)],
        rtpPort,
      );
      sbc.send(aRequest(sbc, { callId: 'forged', method: 'BYE', sequence: 2, toTag: tagIn(answer) }));
      await until(() => told.ended.length === 1);

      const [stream] = told.ended[0]!.end.streams;
      assert.deepEqual([stream?.received, stream?.unproven, told.heard.unknown], [0, 43, []]);
      assert.deepEqual(told.faults, []);
      sbc.close();
      await server.close(20);
    });
  });
});
