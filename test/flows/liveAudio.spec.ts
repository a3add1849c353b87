import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { azureSpeech } from '../../src/adapters/azure/speech/azureSpeech.ts';
import { localSpeech } from '../../src/adapters/moonshine/localSpeech.ts';
import { hasSpeechModels } from '../../src/adapters/moonshine/models/onnxRuntime.ts';
import { encodeMuLaw } from '../../src/domain/g711.ts';
import type { SpeechToText } from '../../src/ports/speechToText.ts';
import { hearLiveCalls } from '../../src/wiring/hearLiveCalls.ts';
import { freePort } from '../support/earpieceProcess.ts';
import { playRtp, rtpPackets } from '../support/siprec/rtp.ts';
import { until } from '../support/siprec/recordingServer.ts';
import { anOffer, anSbc, aRequest, portsIn, tagIn } from '../support/siprec/sbc.ts';
import { type SpeechServer, startSpeechServer } from '../support/speech/speechServer.ts';
import { voicesApart } from '../support/speech/twoVoices.ts';

const METADATA = readFileSync('test/fixtures/siprec/rfc7865.xml', 'utf8');
const clock = { now: () => new Date() };

interface Logged {
  facts: Record<string, unknown>;
  message: string;
}

describe('A live call from the SBC', function () {
  this.timeout(60_000);
  let server: SpeechServer;
  before(async () => {
    server = await startSpeechServer({ key: 'key' });
  });
  after(() => server.close());

  const suppliers: Record<string, () => Promise<SpeechToText>> = {
    'Azure (contract server)': () =>
      azureSpeech(
        { endpoint: server.url, region: undefined, key: 'key', languages: ['en-US'], phrases: [] },
        { clock },
      ),
    ...(hasSpeechModels() ? { 'this machine': async () => localSpeech({ workers: 1 }, { clock }) } : {}),
  };
  for (const [name, open] of Object.entries(suppliers)) {
    it(`becomes words by ${name}, is judged while it lasts, and leaves none of them in the log`, async () => {
      const speech = await open();
      const logged: Logged[] = [];

      await callThrough(speech, logged);

      const judged = logged.filter(({ message }) => message === 'live call judged');
      assert.match(String(judged.at(-1)?.facts.level), /warn|scam/);
      assert.ok(Array.isArray(judged.at(-1)?.facts.signals));
      assert.doesNotMatch(JSON.stringify(logged), /security team|payment|safe account/i);
      assert.deepEqual(
        logged.filter(({ message }) => message.includes('not understood')),
        [],
      );
      await speech.close();
    });
  }

  it('is refused by 503 while nothing listens, with what to do in the log', async () => {
    const logged: Logged[] = [];

    const answer = await invite(undefined, logged);

    assert.match(answer, /^SIP\/2.0 503/);
    assert.match(logged.map(({ message }) => message).join(' '), /speech:install/);
  });
});

/** Plays both voices of test/fixtures/speech through an SBC, and hangs up once the call was judged. */
async function callThrough(speech: SpeechToText, logged: Logged[]): Promise<void> {
  const { server, sbc } = await anEarpiece(speech, logged);
  sbc.send(aRequest(sbc, { callId: 'c1', sdp: anOffer(), metadata: METADATA }));
  const ok = await sbc.next(/^SIP\/2.0 [2-6]/);
  sbc.send(aRequest(sbc, { callId: 'c1', method: 'ACK', toTag: tagIn(ok) }));
  const [callerPort = 0, calleePort = 0] = portsIn(ok);
  const { caller, callee } = voicesApart();
  await Promise.all([
    playRtp(rtpPackets(encodeMuLaw(caller)), callerPort),
    playRtp(rtpPackets(encodeMuLaw(callee), { ssrc: 2 }), calleePort),
  ]);
  sbc.send(aRequest(sbc, { callId: 'c1', method: 'BYE', sequence: 2, toTag: tagIn(ok) }));
  await until(() => logged.some(({ message }) => message === 'live call judged'));
  sbc.close();
  await server.close(50);
}

async function invite(speech: SpeechToText | undefined, logged: Logged[]): Promise<string> {
  const { server, sbc } = await anEarpiece(speech, logged);
  sbc.send(aRequest(sbc, { callId: 'c2', sdp: anOffer() }));
  const answer = await sbc.next(/^SIP\/2.0 [2-6]/);
  sbc.close();
  await server.close(50);
  return answer;
}

async function anEarpiece(speech: SpeechToText | undefined, logged: Logged[]) {
  const write = (facts: object, message: string): void =>
    void logged.push({ facts: facts as Record<string, unknown>, message });
  const port = await freePort();
  const server = await hearLiveCalls(
    {
      listen: { host: '127.0.0.1', port },
      tls: undefined,
      allow: ['127.0.0.1'],
      address: '127.0.0.1',
      rtpPorts: { first: 25_000, last: 25_998 },
      mostCalls: 10,
    },
    { clock, speech, log: { debug: write, info: write, warn: write, error: write } },
  );
  return { server, sbc: await anSbc(port) };
}
