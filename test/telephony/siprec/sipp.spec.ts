import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needProgram } from '../../support/programs.ts';
import { aRecordingServer, until } from '../../support/siprec/recordingServer.ts';
import { sameFrames } from '../../support/siprec/sameFrames.ts';
import { placeCalls, SIPP } from '../../support/siprec/sipp.ts';
import { ESPEAK, PYTHON, saySentences } from '../../support/siprec/speech.ts';

describe('calls from an SBC by another hand (sipp)', function () {
  this.timeout(90_000);
  let folder: string;
  before(async function () {
    needProgram(this, SIPP);
    needProgram(this, ESPEAK);
    needProgram(this, PYTHON);
    folder = await mkdtemp(join(tmpdir(), 'earpiece-sipp-'));
  });
  after(() => (folder === undefined ? undefined : rm(folder, { recursive: true, force: true })));

  it('bring real speech whole through loss, reordering, duplicates, jitter and a sequence that runs over', async () => {
    const caller = await saySentences(
      ['This is the fraud department of your bank.', 'You must move your money to a safe account right now.'],
      folder,
      'caller.ulaw',
    );
    const callee = await saySentences(['What do I have to do?'], folder, 'callee.ulaw');
    const seconds = caller.length / 8_000;
    const { server, told, port } = await aRecordingServer();

    const options = '--loss 0.01 --reorder 0.02 --dup 0.02 --jitter 15 --seq0 65500 --dtmf';
    const voices = ['caller.ulaw', 'callee.ulaw'] as const;
    await placeCalls({ port, folder, transport: 'u1', calls: 1, holdMs: seconds * 1000 + 1_500, voices, options });
    await until(() => told.ended.length === 1);
    await server.close(20);

    const [{ call, end }] = told.ended as [(typeof told.ended)[0]];
    assert.deepEqual(
      [call.caller, call.called?.aor, end.why],
      [{ aor: 'tel:+15551230000', name: 'Bank Fraud Team' }, 'sip:+15557654321@operator.example', 'bye'],
    );
    for (const [sent, heard] of [
      [caller, told.heard.caller],
      [callee, told.heard.callee],
    ] as const) {
      assert.ok(Math.abs(heard.length - sent.length) <= 480, `${heard.length} of ${sent.length} samples`);
      const share = sameFrames(sent, heard);
      assert.ok(share >= 0.96, `${share} of the frames as they were sent`);
    }
    assert.deepEqual(told.faults, []);
  });

  it('come two hundred at once over TCP, all answered and all ended', async () => {
    const { server, told, port } = await aRecordingServer({ mostCalls: 500 });
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, server.load.calls)), 20);

    const silent = { voices: ['none', 'none'], options: '', python: 'true' } as const;
    await placeCalls({ port, folder, transport: 't1', calls: 200, holdMs: 6_000, ...silent });
    await until(() => told.ended.length === 200);
    clearInterval(watch);
    await server.close(20);

    assert.ok(most > 150, `${most} at once`);
    assert.deepEqual([...new Set(told.ended.map(({ end }) => end.why))], ['bye']);
    assert.deepEqual(told.faults, []);
  });
});
