import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../support/earpieceProcess.ts';
import { type SpeechServer, startSpeechServer } from '../support/speech/speechServer.ts';

const recording = fileURLToPath(new URL('../fixtures/speech/twoVoices.wav', import.meta.url));
const KEY = 'secret-key-4711';

describe('earpiece with recordings', () => {
  let folder: string;
  let server: SpeechServer;
  const earpiece = (...args: string[]) =>
    runCommand(args, { DATA_DIR: join(folder, 'data'), AZURE_SPEECH_ENDPOINT: server.url, AZURE_SPEECH_KEY: KEY });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-speech-'));
    server = await startSpeechServer({ key: KEY });
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('prints one JSON line a recording', async () => {
    const { code, output } = await earpiece('transcribe', recording, '--json');

    const line = JSON.parse(output) as { file: string; utterances: { channel: number; start: number }[] };
    assert.equal(code, 0);
    assert.equal(line.file, 'twoVoices.wav');
    assert.deepEqual(
      line.utterances.map(({ channel, start }) => [channel, start]),
      [
        [0, 0.5],
        [1, 4.5],
        [0, 6.9],
      ],
    );
  });

  it('drafts a note from one, as from a transcript', async () => {
    const { code, output } = await earpiece('note', recording, '--json');

    const line = JSON.parse(output) as { utterances: { speaker: string }[]; warnings: string[] };
    assert.equal(code, 0);
    assert.equal(line.utterances.length, 3);
    assert.ok(line.warnings.includes('speakers-guessed'));
  });

  it('names a file that is none, and goes on with the next', async () => {
    const text = join(folder, 'notes.txt');
    await writeFile(text, 'Agent: Good morning.');

    const { code, output, errors } = await earpiece('transcribe', text, recording, '--json');

    assert.equal(code, 1);
    assert.match(errors, /notes\.txt: .*no recording/);
    assert.equal(output.trim().split('\n').length, 1);
  });

  it('never prints the key', async () => {
    const { output, errors } = await runCommand(['transcribe', recording], {
      DATA_DIR: join(folder, 'data'),
      AZURE_SPEECH_ENDPOINT: server.url,
      AZURE_SPEECH_KEY: 'wrong-key-0815',
    });

    assert.match(errors, /AZURE_SPEECH_KEY/);
    assert.ok(!`${output}${errors}`.includes('0815'));
  });
});
