import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { azureSpeech } from '../../src/adapters/azure/speech/azureSpeech.ts';
import { encodeMuLaw } from '../../src/domain/g711.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import { phoneCompany } from '../support/documents.ts';
import { freePort } from '../support/earpieceProcess.ts';
import { anAgent, type House, startHouse } from '../support/house.ts';
import { saidIn } from '../support/risingCall.ts';
import { playRtp, rtpPackets } from '../support/siprec/rtp.ts';
import { anOffer, anSbc, aRequest, portsIn, tagIn } from '../support/siprec/sbc.ts';
import { type SpeechServer, startSpeechServer } from '../support/speech/speechServer.ts';
import { voicesApart } from '../support/speech/twoVoices.ts';
import { type OtlpCollector, startOtlpCollector } from '../support/telemetry/otlpCollector.ts';

const CANARY = 'quetzalcoatlus';
const CALLED = '+442079460011';
const METADATA = readFileSync('test/fixtures/siprec/rfc7865.xml', 'utf8').replace('sip:Paul@', `sip:${CALLED}@`);
/** An SBC that puts the caller's number into the id of the call. */
const LIVE_CALL = 'c1-447700900123@sbc.example';

describe('what operators are told', function () {
  this.timeout(60_000);
  let collector: OtlpCollector;
  let speechServer: SpeechServer;
  before(async () => {
    collector = await startOtlpCollector();
    speechServer = await startSpeechServer({ key: 'key' });
    await workThroughAnHour();
  });
  after(async () => {
    await speechServer.close();
    await collector.close();
  });

  it('counts turns, questions, searches, live calls, packets, delays and alerts', () => {
    const figures = collector.told().figures.filter(({ value }) => value > 0);

    const told = new Set(figures.map(({ name, facts }) => [name, ...Object.values(facts)].join(' ')));
    for (const figure of [
      'earpiece.turn.seconds message done',
      'earpiece.questions answered',
      'earpiece.questions refused',
      'earpiece.search.seconds found',
      'earpiece.calls bye',
      'earpiece.packets received',
      'earpiece.packets lost',
      'earpiece.recognition.seconds caller',
      'earpiece.verdict.seconds heard',
      'earpiece.speech.utterances final',
      'earpiece.alerts raised warn',
    ]) {
      assert.ok(told.has(figure), `${figure} in\n${[...told].join('\n')}`);
    }
    assert.deepEqual(collector.problems, []);
  });

  it('ties the turn and its search to the answer as the audit log knows it', () => {
    const turns = collector.told().steps.filter(({ name }) => name === 'earpiece.turn');
    const searches = collector.told().steps.filter(({ name }) => name === 'earpiece.search');

    assert.ok(turns.some(({ ids }) => ids.some((id) => answerIds.includes(id))));
    assert.ok(searches.some(({ parent }) => parent === 'earpiece.turn'));
  });

  it('shows the steps of a live call under an id that holds no number', () => {
    const steps = collector.told().steps.filter(({ name }) => name.startsWith('earpiece.call.'));

    const ofLiveCall = steps.filter(({ ids }) => ids.includes(hiddenId)).map(({ name }) => name);
    assert.deepEqual([...new Set(ofLiveCall)].sort(), [
      'earpiece.call.began',
      'earpiece.call.ended',
      'earpiece.call.sentence',
    ]);
  });

  it('holds nothing that was said or asked, no name, no number and no id of a person', () => {
    const everything = collector.bodies.join('\n').toLowerCase();

    assert.ok(everything.length > 10_000, 'something was told');
    for (const secret of [CANARY, 'margaret', 'hale', 'ada', 'lindqvist', 'security team', 'sbc.example', 'biloxi']) {
      assert.ok(!new RegExp(`\\b${secret}\\b`).test(everything), secret);
    }
    for (const id of [anAgent.agentId, 'c-1007', '447700900123', CALLED, 'personal-ada', 'tenant']) {
      assert.ok(!everything.includes(id), id);
    }
  });

  let answerIds: string[] = [];
  let hiddenId = '';

  /** Questions, a call told in text that rises, and a call that is heard. */
  async function workThroughAnHour(): Promise<void> {
    const port = await freePort();
    const clock = { now: () => new Date() };
    const speech = await azureSpeech(
      { endpoint: speechServer.url, region: undefined, key: 'key', languages: ['en-US'], phrases: [] },
      { clock },
    );
    const house = await startHouse({
      documents: phoneCompany,
      ports: { speech },
      environment: {
        ...{ SIPREC_LISTEN: `127.0.0.1:${port}`, SIPREC_ALLOW: '127.0.0.1', SIPREC_ADDRESS: '127.0.0.1' },
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      },
    });
    hiddenId = house.ports.keyedHash(LIVE_CALL);
    await house.ports.customers.save(
      { customerId: 'C-1007', name: 'Margaret Hale', phone: '+44 7700 900123' },
      'import',
    );
    await house.say('what does flex 10 cost a month');
    await house.say(`does ${CANARY} insurance cover Margaret Hale on +44 7700 900123`);
    const started = aCallStart({ agentId: anAgent.agentId, customerId: 'C-1007' });
    await postEvents(house, [started, ...saidIn('call-1', { to: 8 })]);
    await until(async () => (await house.ports.alerts.find('call-1')) !== undefined);
    await callThrough(port);
    await until(() => Promise.resolve(house.logged.some(({ message }) => message === 'live call over')));
    await until(async () => (await house.ports.watched.find(LIVE_CALL))?.endedAt !== undefined);
    answerIds = await questionsIn(house);
    await house.close();
  }
});

async function questionsIn(house: House): Promise<string[]> {
  const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
  return rows.filter(({ action }) => action === 'question').map(({ correlationId }) => correlationId);
}

/** Plays both voices through an SBC, with a packet in ten lost, and hangs up. */
async function callThrough(port: number): Promise<void> {
  const sbc = await anSbc(port);
  sbc.send(aRequest(sbc, { callId: LIVE_CALL, sdp: anOffer(), metadata: METADATA }));
  const ok = await sbc.next(/^SIP\/2.0 [2-6]/);
  sbc.send(aRequest(sbc, { callId: LIVE_CALL, method: 'ACK', toTag: tagIn(ok) }));
  const [callerPort = 0, calleePort = 0] = portsIn(ok);
  const { caller, callee } = voicesApart();
  const lossy = rtpPackets(encodeMuLaw(callee), { ssrc: 2 }).filter((_, index) => index % 10 !== 5);
  await Promise.all([playRtp(rtpPackets(encodeMuLaw(caller)), callerPort), playRtp(lossy, calleePort)]);
  sbc.send(aRequest(sbc, { callId: LIVE_CALL, method: 'BYE', sequence: 2, toTag: tagIn(ok) }));
  await sbc.next(/CSeq: 2 BYE/);
  sbc.close();
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}
