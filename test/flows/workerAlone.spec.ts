import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { PUBLIC_CLOUD } from '../../src/wiring/clouds.ts';
import { readConfig } from '../../src/wiring/config.ts';
import { connectPorts, type Ports } from '../../src/wiring/connectPorts.ts';
import { startWorker } from '../../src/wiring/startWorker.ts';
import { RESOURCE_ID, someCallAutomation } from '../support/acsMedia/callAutomation.ts';
import { postEvents } from '../support/callEvents.ts';
import { CALL_EVENTS_KEY } from '../support/house.ts';
import { A_SAFE_ACCOUNT_FRAUD } from '../support/scamCalls.ts';
import { aMessageCentre, together } from '../support/sms/messageCentre.ts';

const ADA = '+447700900123';
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

interface Worker {
  url: string;
  ports: Ports;
  close(): Promise<void>;
}

describe('A worker without the bot', function () {
  this.timeout(60_000);
  let centre: Awaited<ReturnType<typeof aMessageCentre>>;
  let azure: Awaited<ReturnType<typeof someCallAutomation>>;
  let dataDir: string;
  beforeEach(async () => {
    [centre, azure] = await Promise.all([aMessageCentre(), someCallAutomation()]);
    dataDir = await mkdtemp(join(tmpdir(), 'earpiece-worker-'));
  });
  afterEach(async () => {
    await centre.leave();
    await azure.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const aWorker = async (): Promise<Worker> => {
    const config = readConfig({
      ...{
        DATA_DIR: dataDir,
        CALL_EVENTS_KEY,
        ACS_RESOURCE_ID: RESOURCE_ID,
        SMS_PROVIDER: 'smpp',
        SMS_SENDER: 'Contoso',
      },
      ...{
        SMS_SMPP_URL: `smpp://127.0.0.1:${centre.port}`,
        SMS_SMPP_SYSTEM_ID: 'earpiece',
        SMS_SMPP_PASSWORD: 'secret',
      },
      DATA_KEY: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    });
    const ports = await connectPorts({ ...config, port: 0 }, silent);
    const cloud = { ...PUBLIC_CLOUD, acsConfigurationUrl: azure.configurationUrl };
    const worker = await startWorker({ ...config, port: 0 }, ports, { cloud });
    const close = (): Promise<void> => worker.close().then(() => ports.close());
    return { url: `http://127.0.0.1:${worker.port}`, ports, close };
  };

  it('warns the subscriber of a media stream by SMS, also of a call that began at another worker', async () => {
    const first = await aWorker();
    await first.ports.subscribers.save({ number: ADA, language: 'en', isOptedOut: false, isQuiet: false });
    const begun = { type: 'call.started', callId: 'fraud-1', setting: 'subscriber', direction: 'inbound' };
    const numbers = { caller: '+15551230000', called: '07700 900123', subscriber: '07700 900123' };
    await postEvents(first, { ...begun, at: new Date().toISOString(), ...numbers });
    await first.close();

    const second = await aWorker();
    await stream(second.url, azure.token(), A_SAFE_ACCOUNT_FRAUD.turns);
    while (centre.parts.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await second.close();

    const sent = together(centre.parts);
    assert.deepEqual([...new Set(sent.map(({ from, to }) => `${from} ${to}`))], [`Contoso ${ADA}`]);
    assert.ok(sent.every(({ text }) => /scam/i.test(text) && /Made by AI/.test(text)));
    assert.doesNotMatch(await everythingIn(dataDir), /7700 ?900123|5551230000/);
  });
});

/** Streams sentences as Azure Communication Services writes them down. */
async function stream(url: string, token: string, turns: readonly { speaker: string; text: string }[]): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/media/acs?callId=fraud-1&caller=caller`, {
    headers: { authorization: `Bearer ${token}`, 'x-ms-call-connection-id': 'connection-1' },
  });
  await once(socket, 'open');
  for (const { speaker, text } of turns) {
    const transcriptionData = { text, participantRawID: speaker, resultStatus: 'Final' };
    socket.send(JSON.stringify({ kind: 'TranscriptionData', transcriptionData }));
  }
  socket.close();
  await once(socket, 'close');
}

async function everythingIn(folder: string): Promise<string> {
  const names = await readdir(folder);
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1').catch(() => '')))).join();
}
