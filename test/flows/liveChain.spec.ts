import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Agent } from '../../src/domain/agent.ts';
import { freePort } from '../support/earpieceProcess.ts';
import { anInvoke, type House, startHouse } from '../support/house.ts';
import { needProgram } from '../support/programs.ts';
import { channelChat } from '../support/risingCall.ts';
import { placeCalls, SIPP } from '../support/siprec/sipp.ts';
import { PYTHON } from '../support/siprec/speech.ts';
import { shownOnPhone } from '../support/sms/gsmText.ts';
import { aPerlCentre } from '../support/sms/perlCentre.ts';
import { codesApart } from '../support/speech/codesApart.ts';
import { needSpeech } from '../support/speech/needSpeech.ts';

/** Whom siprecTwoParty.xml calls. */
const SUBSCRIBER = '+15557654321';
const CHANNEL = '19:alerts@thread.tacv2';
const SPEECH = 'test/fixtures/speech/safeAccount.wav';
const sam: Agent = { agentId: randomUUID(), name: 'Sam Whitfield', roles: ['supervisor'], groups: [] };

describe('A call over a bad line, from the SBC to the warning (sipp, Moonshine, Net::SMPP)', function () {
  this.timeout(180_000);
  let centre: Awaited<ReturnType<typeof aPerlCentre>>;
  let house: House;
  let siprecPort: number;
  let folder: string;
  before(async function () {
    needProgram(this, SIPP);
    needProgram(this, PYTHON);
    needProgram(this, {
      test: ['perl', '-MNet::SMPP', '-e1'],
      what: 'the independent message centre',
      getBy: 'apt-get install libnet-smpp-perl',
    });
    needSpeech(this);
    folder = await mkdtemp(join(tmpdir(), 'earpiece-chain-'));
    const { caller, callee } = codesApart(await readFile(SPEECH));
    await writeFile(join(folder, 'caller.ulaw'), caller);
    await writeFile(join(folder, 'callee.ulaw'), callee);
    centre = await aPerlCentre();
    siprecPort = await freePort();
    house = await startHouse({ people: [sam], environment: theHouse(siprecPort, centre.port), alertsEveryMs: 50 });
    await house.ports.speech?.ready();
  });
  after(async () => {
    await house?.close();
    await centre?.kill();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  it('warns the channel by a card and the subscriber by SMS, once a level, and leaves no word behind', async () => {
    await alertsGoToTheChannel(house);
    await house.ports.subscribers.save({ number: SUBSCRIBER, language: 'en', isOptedOut: false, isQuiet: false });

    const options = '--loss 0.01 --reorder 0.02 --dup 0.02 --jitter 15 --seq0 65400 --dtmf';
    const holdMs = ((await readFile(join(folder, 'caller.ulaw'))).length / 8_000) * 1_000 + 1_500;
    const voices = ['caller.ulaw', 'callee.ulaw'] as const;
    await placeCalls({ port: siprecPort, folder, transport: 'u1', calls: 1, holdMs, voices, options });
    const sms = await centre.says(/^part/);
    await until(async () => (await stateOfWarnings(house)).every(({ state }) => state === 'delivered'));
    await until(() => cards(house).length > 0 && alertedAs(house) !== undefined);

    const [, hex = ''] = /hex=(\w*)/.exec(sms) ?? [];
    const text = shownOnPhone(Buffer.from(hex, 'hex'), 0);
    assert.match(sms, /from=Contoso ton=5 to=15557654321 coding=0/);
    assert.match(text, /scam.*Made by AI, may be wrong\.$/i);
    assert.doesNotMatch(text, /https?:|\d{3}/);
    assert.match(JSON.stringify(cards(house)), /"AdaptiveCard"/);
    const parts = centre.lines.filter((line) => line.startsWith('part'));
    assert.ok(parts.length <= 2, `${parts.length} SMS of one call`);
    const seen = JSON.stringify([house.logged, cards(house), parts, text]);
    assert.doesNotMatch(seen, /fraud team|has your password|not even your bank|security code now|5551230000/i);
    assert.deepEqual(
      house.logged.filter(({ level }) => level === 'error').map(({ message }) => message),
      [],
    );
  });
});

function theHouse(siprecPort: number, smscPort: number): NodeJS.ProcessEnv {
  return {
    ...{ SIPREC_LISTEN: `127.0.0.1:${siprecPort}`, SIPREC_ALLOW: '127.0.0.1', SIPREC_ADDRESS: '127.0.0.1' },
    ...{ SIPREC_RTP_PORTS: '25000-25998', SPEECH_THREADS: '1', SMS_PROVIDER: 'smpp', SMS_SENDER: 'Contoso' },
    ...{ SMS_SMPP_URL: `smpp://127.0.0.1:${smscPort}`, SMS_SMPP_SYSTEM_ID: 'earpiece', SMS_SMPP_PASSWORD: 'secret' },
  };
}

async function alertsGoToTheChannel(house: House): Promise<void> {
  const value = { action: { type: 'Action.Execute', verb: 'alertsHere', data: {} } };
  await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...channelChat(CHANNEL, sam) }));
}

function cards(house: House) {
  return house.connector.calls.filter(
    ({ path, body }) => path.includes(CHANNEL) && body.type === 'message' && (body.attachments ?? []).length > 0,
  );
}

/** The words that a phone shows of the alert. */
function alertedAs(house: House): string | undefined {
  return cards(house).find(({ body }) => /scam/i.test(body.text ?? ''))?.body.text;
}

async function stateOfWarnings({ ports }: House) {
  const counts = await ports.smsOutbox.counts(new Date(0));
  // A milder warning that still waited is cancelled by the sharper one.
  return counts.filter(({ state }) => state !== 'cancelled');
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}
