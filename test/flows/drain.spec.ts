import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type EarpieceProcess,
  freePort,
  readiness,
  startEarpiece,
  untilReadiness,
} from '../support/earpieceProcess.ts';
import { anOffer, anSbc, aRequest, type Sbc, tagIn } from '../support/siprec/sbc.ts';
import { type SpeechServer, startSpeechServer } from '../support/speech/speechServer.ts';

describe('A process that hears live calls', function () {
  this.timeout(60_000);
  let dataDir: string;
  let speech: SpeechServer;
  let running: EarpieceProcess;
  let sbc: Sbc;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'earpiece-drain-'));
    speech = await startSpeechServer({ key: 'key' });
  });
  afterEach(async () => {
    sbc.close();
    running.child.kill('SIGKILL');
    await running.exited;
    await speech.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = async (entry: string, environment: NodeJS.ProcessEnv = {}): Promise<void> => {
    const port = await freePort();
    running = await startEarpiece(entry, {
      DATA_DIR: dataDir,
      ...{ AZURE_SPEECH_ENDPOINT: speech.url, AZURE_SPEECH_KEY: 'key' },
      ...{ SIPREC_LISTEN: `127.0.0.1:${port}`, SIPREC_ALLOW: '127.0.0.1', SIPREC_MAX_CALLS: '1' },
      ...environment,
    });
    assert.equal(running.child.exitCode, null, running.errors());
    sbc = await anSbc(port);
  };
  const call = async (callId: string): Promise<string> => {
    sbc.send(aRequest(sbc, { callId, sdp: anOffer() }));
    const answer = await sbc.next(new RegExp(`^SIP/2.0 [2-6][^]*Call-ID: ${callId}\r`));
    sbc.send(aRequest(sbc, { callId, method: 'ACK', toTag: tagIn(answer) }));
    return answer;
  };

  it('is not ready while a worker is full, says so, and is ready again when a call has ended', async () => {
    await start('src/worker.ts');

    const before = await readiness(running);
    const toTag = tagIn(await call('c1'));
    const full = await readiness(running);
    const refused = await call('c2');
    sbc.send(aRequest(sbc, { callId: 'c1', method: 'BYE', sequence: 2, toTag }));
    await sbc.next(/CSeq: 2 BYE/);
    const after = await readiness(running);

    assert.equal(before.code, 200);
    assert.deepEqual(full, { code: 503, why: 'Full: 1 live calls are heard, and there is room for no more.' });
    assert.match(refused, /^SIP\/2.0 503[^]*Retry-After/);
    assert.equal(after.code, 200);
  });

  it('stays ready for Teams where a bot hears calls besides, however many', async () => {
    await start('src/main.ts');

    await call('c1');
    const body: unknown = await (await fetch(`http://127.0.0.1:${running.port}/readyz`)).json();

    assert.deepEqual(await readiness(running), { code: 200 });
    assert.deepEqual(body, {
      ...{ status: 'ready', database: true, knowledgeIndex: true, outboxLagSeconds: 0, modelsLeftAlone: 0 },
      liveCalls: { siprec: { calls: 1, hasRoom: false } },
    });
  });

  it('hears a call to its end when it is told to stop, takes no new one, and then ends', async () => {
    await start('src/worker.ts');
    const toTag = tagIn(await call('c1'));

    running.child.kill('SIGTERM');
    const stopping = await untilReadiness(running, /^Stopping/);
    const refused = await call('c2');
    const isRunning = running.child.exitCode === null;
    sbc.send(aRequest(sbc, { callId: 'c1', method: 'BYE', sequence: 2, toTag }));
    const goodbye = await sbc.next(/CSeq: 2 BYE/);

    assert.deepEqual(stopping, {
      code: 503,
      why: 'Stopping: 1 live calls are heard to their end, no new ones are taken.',
    });
    assert.match(refused, /^SIP\/2.0 503/);
    assert.ok(isRunning);
    assert.match(goodbye, /^SIP\/2.0 200/);
    assert.equal(await running.exited, 0, running.errors());
  });

  it('says goodbye to a call that does not end in the time it has', async () => {
    await start('src/worker.ts', { CALL_DRAIN_MINUTES: '0.01' });
    await call('c1');

    running.child.kill('SIGTERM');
    const goodbye = await sbc.next(/^BYE /);
    sbc.send(answerTo(goodbye));

    assert.match(goodbye, /Call-ID: c1/);
    assert.equal(await running.exited, 0, running.errors());
    assert.match(running.errors(), /live calls are left/);
  });

  it('waits no longer when it is told a second time', async () => {
    await start('src/worker.ts');
    await call('c1');

    running.child.kill('SIGTERM');
    await untilReadiness(running, /^Stopping/);
    // Twice within half a second is one press of Ctrl-C.
    await new Promise((resolve) => setTimeout(resolve, 600));
    running.child.kill('SIGTERM');
    sbc.send(answerTo(await sbc.next(/^BYE /)));

    assert.equal(await running.exited, 0, running.errors());
  });

  it('ends at once when it hears nobody', async () => {
    await start('src/worker.ts', { CALL_DRAIN_MINUTES: '240' });

    running.child.kill('SIGTERM');

    assert.equal(await running.exited, 0, running.errors());
  });
});

/** 200 to a request of the server's, with its own headers. */
function answerTo(request: string): string {
  const kept = request.split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/i.test(line));
  return ['SIP/2.0 200 OK', ...kept, 'Content-Length: 0', '', ''].join('\r\n');
}
