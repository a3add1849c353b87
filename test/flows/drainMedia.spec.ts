import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { RESOURCE_ID, someCallAutomation } from '../support/acsMedia/callAutomation.ts';
import { type EarpieceProcess, startEarpiece, untilReadiness } from '../support/earpieceProcess.ts';

describe('A process that hears media streams of Azure Communication Services', function () {
  this.timeout(60_000);
  let dataDir: string;
  let azure: Awaited<ReturnType<typeof someCallAutomation>>;
  let running: EarpieceProcess;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'earpiece-drain-media-'));
    azure = await someCallAutomation();
  });
  afterEach(async () => {
    running.child.kill('SIGKILL');
    await running.exited;
    await azure.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = async (environment: NodeJS.ProcessEnv = {}): Promise<void> => {
    running = await startEarpiece('test/support/processes/runInCloud.ts', {
      ...{ DATA_DIR: dataDir, ACS_RESOURCE_ID: RESOURCE_ID, ACS_MEDIA_MAX_CALLS: '2' },
      TEST_ACS_CONFIGURATION_URL: azure.configurationUrl,
      ...environment,
    });
    assert.equal(running.child.exitCode, null, running.errors());
  };
  const dial = (callId: string): WebSocket =>
    new WebSocket(`ws://127.0.0.1:${running.port}/api/media/acs?callId=${callId}&caller=caller`, {
      headers: { authorization: `Bearer ${azure.token()}` },
    });
  const stream = async (callId: string): Promise<WebSocket> => {
    const socket = dial(callId);
    await once(socket, 'open');
    return socket;
  };
  const refusal = async (socket: WebSocket): Promise<string> => {
    const [error] = (await once(socket, 'error')) as [Error];
    return error.message;
  };
  const say = (socket: WebSocket, text: string): void => {
    const transcriptionData = { text, participantRawID: 'caller', resultStatus: 'Final' };
    socket.send(JSON.stringify({ kind: 'TranscriptionData', transcriptionData }));
  };
  const heard = (): unknown => {
    const line = running
      .errors()
      .split('\n')
      .find((one) => one.includes('live calls watched'));
    return (JSON.parse(line ?? '{}') as { heard?: number }).heard;
  };

  for (const entry of ['worker', 'bot']) {
    it(`hears a stream to its end in a ${entry} that is told to stop, takes no new one, and then ends`, async () => {
      await start({ TEST_ENTRY: entry });
      const socket = await stream('c1');
      say(socket, 'Good morning, this is the bank.');

      running.child.kill('SIGTERM');
      const stopping = await untilReadiness(running, /^Stopping/);
      const refused = await refusal(dial('c2'));
      say(socket, 'Please read me the code.');
      const isRunning = running.child.exitCode === null;
      const over = once(socket, 'close');
      socket.close(1000);
      const [code] = (await over) as [number];

      assert.deepEqual(stopping, {
        code: 503,
        why: 'Stopping: 1 live calls are heard to their end, no new ones are taken.',
      });
      assert.match(refused, /503/);
      assert.ok(isRunning);
      assert.equal(await running.exited, 0, running.errors());
      assert.deepEqual([code, heard()], [1000, 2]);
    });
  }

  it('says goodbye to a stream that does not end in the time it has, and keeps what it said', async () => {
    await start({ CALL_DRAIN_MINUTES: '0.01' });
    const socket = await stream('c1');
    say(socket, 'Good morning, this is the bank.');

    running.child.kill('SIGTERM');
    const [code] = (await once(socket, 'close')) as [number];

    assert.equal(code, 1001);
    assert.equal(await running.exited, 0, running.errors());
    assert.match(running.errors(), /live calls are left/);
    assert.equal(heard(), 1);
  });

  it('waits no longer when it is told a second time', async () => {
    await start({ CALL_DRAIN_MINUTES: '240' });
    const socket = await stream('c1');

    running.child.kill('SIGTERM');
    await untilReadiness(running, /^Stopping/);
    // Twice within half a second is one press of Ctrl-C.
    await new Promise((resolve) => setTimeout(resolve, 600));
    running.child.kill('SIGTERM');
    const [code] = (await once(socket, 'close')) as [number];

    assert.equal(code, 1001);
    assert.equal(await running.exited, 0, running.errors());
  });
});
