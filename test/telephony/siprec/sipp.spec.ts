import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { needProgram } from '../../support/programs.ts';
import { aRecordingServer, until } from '../../support/siprec/recordingServer.ts';
import { sameFrames } from '../../support/siprec/sameFrames.ts';
import { ESPEAK, PYTHON, PYTHON_COMMAND, saySentences } from '../../support/siprec/speech.ts';

const FOLDER = join(import.meta.dirname, '../../support/siprec');
const run = promisify(execFile);

describe('calls from an SBC by another hand (sipp)', function () {
  this.timeout(90_000);
  let folder: string;
  before(async function () {
    needProgram(this, { test: ['sipp'], what: 'sipp as the SBC', getBy: 'apt-get install sip-tester' });
    needProgram(this, ESPEAK);
    needProgram(this, PYTHON);
    folder = await mkdtemp(join(tmpdir(), 'earpiece-sipp-'));
  });
  after(() => (folder === undefined ? undefined : rm(folder, { recursive: true, force: true })));

  const sipp = async (
    port: number,
    given: { transport: 'u1' | 't1'; calls: number; holdMs: number; voice: string; options: string; python?: string },
  ) => {
    const keys = {
      ...{
        python: given.python ?? PYTHON_COMMAND,
        sender: join(FOLDER, 'rtp_send.py'),
        caller_file: join(folder, given.voice),
      },
      ...{ callee_file: join(folder, 'callee.ulaw'), pt: '0', opts: given.options },
    };
    const { calls, holdMs, transport } = given;
    await run(
      'sipp',
      [
        ...['-sf', join(FOLDER, 'siprecTwoParty.xml'), '-t', transport, '-m', `${calls}`, '-l', `${calls}`, '-r', '50'],
        ...['-i', '127.0.0.1', '-d', `${holdMs}`, '-nostdin', '-timeout', '60', '-timeout_error'],
        ...Object.entries(keys).flatMap(([name, value]) => ['-key', name, value]),
        `127.0.0.1:${port}`,
      ],
      { cwd: folder },
    );
  };

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
    await sipp(port, { transport: 'u1', calls: 1, holdMs: seconds * 1000 + 1_500, voice: 'caller.ulaw', options });
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

    await sipp(port, { transport: 't1', calls: 200, holdMs: 6_000, voice: 'none', options: '', python: 'true' });
    await until(() => told.ended.length === 200);
    clearInterval(watch);
    await server.close(20);

    assert.ok(most > 150, `${most} at once`);
    assert.deepEqual([...new Set(told.ended.map(({ end }) => end.why))], ['bye']);
    assert.deepEqual(told.faults, []);
  });
});
