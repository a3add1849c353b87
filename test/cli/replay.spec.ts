import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type EarpieceProcess, runCommand, startEarpiece } from '../support/earpieceProcess.ts';

const SCAM = fileURLToPath(new URL('../../sample/calls/scam.jsonl', import.meta.url));

describe('replay', function () {
  this.timeout(60_000);
  let folder: string;
  let bot: EarpieceProcess;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-replay-'));
    bot = await startEarpiece('src/main.ts', { DATA_DIR: join(folder, 'data') });
  });
  afterEach(async () => {
    bot.child.kill('SIGTERM');
    await bot.exited;
    await rm(folder, { recursive: true, force: true });
  });
  const replay = (...args: readonly string[]) =>
    runCommand(['replay', ...args, '--speed', '1000'], { DATA_DIR: join(folder, 'data'), PORT: String(bot.port) });

  it('says that an alert rose, and why', async () => {
    const { code, output, errors } = await replay(SCAM);

    assert.equal(code, 0, errors);
    assert.match(output, /^scam-call: an alert rose, scam from turn \d+, 0\.\d{3}: .*code-request \(8\)/m);
  });

  it('says that none rose on an honest call, in JSON too', async () => {
    const at = '2026-11-21T14:00:00Z';
    const said = ['Hi, when does my contract end?', 'On 9 September.'];
    const events = [
      { type: 'call.started', callId: 'honest', at, setting: 'contact-centre', direction: 'inbound' },
      ...said.map((text, seq) => {
        return { type: 'call.utterance', callId: 'honest', seq, track: seq === 0 ? 'caller' : 'callee', text, at };
      }),
      { type: 'call.ended', callId: 'honest', at },
    ];
    const file = join(folder, 'honest.jsonl');
    await writeFile(file, events.map((event) => JSON.stringify(event)).join('\n'));

    const { output } = await replay(file);
    const again = await replay(file, '--json');

    assert.match(output, /^honest: no alert rose$/m);
    assert.equal((JSON.parse(again.output) as { alert?: unknown }).alert, null);
  });
});
