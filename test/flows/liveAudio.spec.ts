import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { azureSpeech } from '../../src/adapters/azure/speech/azureSpeech.ts';
import { localSpeech } from '../../src/adapters/moonshine/localSpeech.ts';
import { encodeMuLaw } from '../../src/domain/g711.ts';
import type { SpeechToText } from '../../src/ports/speechToText.ts';
import { freePort } from '../support/earpieceProcess.ts';
import { playRtp, rtpPackets } from '../support/siprec/rtp.ts';
import { type House, startHouse } from '../support/house.ts';
import { anOffer, anSbc, type Sbc, aRequest, portsIn, tagIn } from '../support/siprec/sbc.ts';
import { needSpeech } from '../support/speech/needSpeech.ts';
import { type SpeechServer, startSpeechServer } from '../support/speech/speechServer.ts';
import { voicesApart } from '../support/speech/twoVoices.ts';

const CALLED = '+442079460011';
/** Paul is called, at a number. */
const METADATA = readFileSync('test/fixtures/siprec/rfc7865.xml', 'utf8').replace('sip:Paul@', `sip:${CALLED}@`);
const clock = { now: () => new Date() };

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
    'this machine': async () => localSpeech({ workers: 1 }, { clock }),
  };
  for (const [name, open] of Object.entries(suppliers)) {
    it(`becomes words by ${name}, raises an alert and warns the subscriber, and leaves no word behind`, async function () {
      if (name === 'this machine') needSpeech(this);
      const speech = await open();
      const { house, sbc } = await anEarpiece(speech);
      await house.ports.subscribers.save({ number: CALLED, language: 'en', isOptedOut: false, isQuiet: false });

      await callThrough(sbc);
      let alert = await house.ports.alerts.find('c1');
      while (alert === undefined) {
        await soon();
        alert = await house.ports.alerts.find('c1');
      }
      let warning = await house.ports.smsOutbox.ofCall('c1', 'warning');
      while (warning === undefined) {
        await soon();
        warning = await house.ports.smsOutbox.ofCall('c1', 'warning');
      }
      sbc.close();

      assert.match(alert.level, /warn|scam/);
      assert.equal(alert.setting, 'subscriber');
      assert.equal(warning.purpose, 'warning');
      assert.doesNotMatch(JSON.stringify([house.logged, alert]), /security team|payment|safe account/i);
      assert.ok(house.logged.every(({ message }) => !message.includes('not understood')));
      await house.close();
    });
  }

  it('is refused by 503 with Retry-After while recognition is four seconds behind', async () => {
    const entry = new URL('../support/speech/stallingWorker.ts', import.meta.url);
    const speech = localSpeech({ workers: 1, entry }, { clock });
    const { house, sbc } = await anEarpiece(speech);
    const earlier = speech.listen({ callId: 'earlier', onUtterance: () => undefined, onFault: () => undefined });
    earlier?.hear({ track: 'caller', samples: new Int16Array(5 * 8_000).fill(12_000) });
    while (speech.load.behindMs <= 4_000) await soon();

    sbc.send(aRequest(sbc, { callId: 'c3', sdp: anOffer() }));
    const answer = await sbc.next(/^SIP\/2.0 [2-6]/);
    sbc.close();

    assert.match(answer, /^SIP\/2.0 503[^]*\r\nRetry-After: \d+\r\n/i);
    await house.close();
    await speech.close();
  });

  it('is refused by 503 while nothing listens, with what to do in the log', async () => {
    const { house, sbc } = await anEarpiece(undefined);

    sbc.send(aRequest(sbc, { callId: 'c2', sdp: anOffer() }));
    const answer = await sbc.next(/^SIP\/2.0 [2-6]/);
    sbc.close();

    assert.match(answer, /^SIP\/2.0 503/);
    assert.match(house.logged.map(({ message }) => message).join(' '), /speech:install/);
    await house.close();
  });
});

/** Plays both voices of test/fixtures/speech through an SBC, twice as frauds insist, and hangs up. */
async function callThrough(sbc: Sbc): Promise<void> {
  sbc.send(aRequest(sbc, { callId: 'c1', sdp: anOffer(), metadata: METADATA }));
  const ok = await sbc.next(/^SIP\/2.0 [2-6]/);
  sbc.send(aRequest(sbc, { callId: 'c1', method: 'ACK', toTag: tagIn(ok) }));
  const [callerPort = 0, calleePort = 0] = portsIn(ok);
  const { caller, callee } = voicesApart();
  await Promise.all([
    playRtp(rtpPackets(encodeMuLaw(twice(caller))), callerPort),
    playRtp(rtpPackets(encodeMuLaw(twice(callee)), { ssrc: 2 }), calleePort),
  ]);
  sbc.send(aRequest(sbc, { callId: 'c1', method: 'BYE', sequence: 2, toTag: tagIn(ok) }));
}

function twice(voice: Int16Array): Int16Array {
  const whole = new Int16Array(voice.length * 2);
  whole.set(voice);
  whole.set(voice, voice.length);
  return whole;
}

async function anEarpiece(speech: SpeechToText | undefined): Promise<{ house: House; sbc: Sbc }> {
  const port = await freePort();
  const environment = { SIPREC_LISTEN: `127.0.0.1:${port}`, SIPREC_ALLOW: '127.0.0.1', SIPREC_ADDRESS: '127.0.0.1' };
  const smsSettings = { isOn: true, countryCode: '44', testNumbers: [] };
  const house = await startHouse({ environment, ports: { speech, smsSettings } });
  return { house, sbc: await anSbc(port) };
}

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
