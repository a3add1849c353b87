import assert from 'node:assert/strict';
import { type AzureSpeechSettings, azureSpeech } from '../../../src/adapters/azure/speech/azureSpeech.ts';
import { type LiveUtterance, type SpeechToText, SpeechUnavailable } from '../../../src/ports/speechToText.ts';
import { describeSpeechToText } from '../../contracts/speechToText.ts';
import { type SpeechServer, startSpeechServer } from '../../support/speech/speechServer.ts';
import { playCall, SAID, twoVoices } from '../../support/speech/twoVoices.ts';

const KEY = 'secret-key-4711';
const forever = new AbortController().signal;

describe('Azure Speech against a contract server', function () {
  this.timeout(60_000);
  const clock = { now: () => new Date(0) };
  let server: SpeechServer;
  let speech: SpeechToText | undefined;
  const connect = async (over: Partial<AzureSpeechSettings> = {}): Promise<SpeechToText> => {
    const place = { endpoint: server.url, region: undefined, key: KEY, languages: ['en-US'], phrases: [] };
    speech = await azureSpeech({ ...place, firstPauseMs: 10, ...over }, { clock });
    return speech;
  };
  before(async () => {
    server = await startSpeechServer({ key: KEY });
  });
  after(() => server.close());
  beforeEach(() => {
    server.conversations.splice(0);
    server.calls.splice(0);
    server.dropAfter(() => undefined);
    server.refuseStreams(0, 0);
  });
  afterEach(async () => {
    await speech?.close();
    speech = undefined;
    assert.deepEqual(server.broken.splice(0), [], 'the client broke the contract');
  });

  describeSpeechToText('contract server of Azure', () => connect());

  it('loses no final words and doubles none when the socket drops in the middle of a sentence', async () => {
    server.dropAfter((conversation) => (conversation === 0 ? 8.2 : undefined));
    const { told, faults } = await listenTo(await connect(), ['caller']);

    assert.equal(server.conversations.length, 2);
    assert.deepEqual(finalsIn(told), [/security team/, /safe account/]);
    assert.deepEqual(faults, []);
    assert.ok(Math.abs((told.at(-1)?.startMs ?? 0) - SAID[2].startMs) < 500, 'the time is still that of the call');
  });

  it('goes on with what was not final after the SDK itself gave up', async () => {
    server.dropAfter((conversation) => (conversation < 7 ? 1.5 : undefined));
    const { told, faults } = await listenTo(await connect(), ['caller']);

    assert.ok(server.conversations.length > 6);
    assert.deepEqual(finalsIn(told), [/security team/, /safe account/]);
    assert.deepEqual(faults, []);
  });

  it('says what to check when it is not let in, and never the key', async () => {
    const printed: string[] = [];
    const { write } = process.stderr;
    process.stderr.write = (chunk: string | Uint8Array) => printed.push(String(chunk)) > 0;
    const refused = await connect({ key: 'wrong-key-0815' });

    const { faults } = await listenTo(refused, ['callee']).finally(() => (process.stderr.write = write));

    assert.equal(faults.length, 1);
    assert.ok(faults[0] instanceof SpeechUnavailable);
    assert.ok(!`${faults[0].message}${faults[0].stack}${printed.join('')}`.includes('0815'));
    await assert.rejects(refused.transcribe({ bytes: twoVoices() }, forever), /AZURE_SPEECH_KEY/);
  });

  it('asks for the language and the phrases of the company, live and in recordings', async () => {
    const phrases = ['Flex 10', 'Woodgrove'];
    const connected = await connect({ languages: ['en-GB'], phrases });

    await listenTo(connected, ['callee']);
    await connected.transcribe({ bytes: twoVoices() }, forever);

    assert.equal(server.conversations[0]?.language, 'en-GB');
    assert.deepEqual(server.conversations[0]?.phrases, phrases);
    assert.deepEqual(server.calls[0]?.definition, {
      locales: ['en-GB'],
      channels: [0, 1],
      profanityFilterMode: 'None',
      phraseList: { phrases },
    });
  });

  it('tries a recording again when the service is busy or breaks off, as late as it asks for', async () => {
    server.fail({ status: 429, code: 'TooManyRequests', headers: { 'retry-after': '0' } }, 'cut');

    const { utterances } = await (await connect()).transcribe({ bytes: twoVoices() }, forever);

    assert.equal(utterances.length, SAID.length);
  });

  it('lets the service tell voices apart in a recording of one channel', async () => {
    const bytes = twoVoices();
    bytes.writeUInt16LE(1, 22);

    const { utterances } = await (await connect()).transcribe({ bytes }, forever);

    assert.deepEqual(server.calls[0]?.definition.diarization, { enabled: true, maxSpeakers: 2 });
    assert.deepEqual(
      utterances.map(({ voice }) => voice),
      ['1', '2', '1'],
    );
  });
});

describe('Azure Speech by managed identity', function () {
  this.timeout(60_000);

  it('shows a token instead of a key, live and with recordings', async () => {
    const server = await startSpeechServer({ token: 'entra-token' });
    const place = { endpoint: server.url, region: undefined, key: undefined, languages: ['en-US'], phrases: [] };
    const token = () => Promise.resolve('entra-token');
    const speech = await azureSpeech({ ...place, token }, { clock: { now: () => new Date(0) } });

    const { told } = await listenTo(speech, ['callee']);
    const { channels } = await speech.transcribe({ bytes: twoVoices() }, forever);

    assert.deepEqual(finalsIn(told), [/make that payment/]);
    assert.equal(channels, 2);
    await server.close();
  });
});

async function listenTo(
  speech: SpeechToText,
  tracks: ('caller' | 'callee')[],
): Promise<{ told: LiveUtterance[]; faults: Error[] }> {
  const told: LiveUtterance[] = [];
  const faults: Error[] = [];
  const live = speech.listen({
    callId: 'call-1',
    onUtterance: (utterance) => void told.push(utterance),
    onFault: (error) => void faults.push(error),
  });
  assert.ok(live !== undefined);
  await playCall(live, { tracks });
  return { told, faults };
}

/** The final words, as the patterns that they fit. */
function finalsIn(told: readonly LiveUtterance[]): (RegExp | string)[] {
  const known = [/security team/, /make that payment/, /safe account/];
  return told.filter(({ isFinal }) => isFinal).map(({ text }) => known.find((pattern) => pattern.test(text)) ?? text);
}
