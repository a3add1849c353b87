import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../support/earpieceProcess.ts';
import { type OpenaiServer, startOpenaiServer } from '../support/openaiServer.ts';

const KEY = 'secret-key-4711';

describe('earpiece ask with a model', function () {
  this.timeout(60_000);
  let folder: string;
  let server: OpenaiServer;
  let environment: NodeJS.ProcessEnv;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-model-'));
    await mkdir(join(folder, 'knowledge'));
    await writeFile(
      join(folder, 'knowledge', 'fees.md'),
      '# Fees\n\n## Late payment\n\nThe late payment fee is £7.50.\n',
    );
    const spoken = { text: 'Paying late costs £7.50.', sources: [1] };
    const answer = () => ({ output: { found: true, spoken, steps: [], claims: [] } });
    server = await startOpenaiServer({ kind: 'azure', key: KEY, models: ['chat'], answer });
    environment = {
      DATA_DIR: join(folder, 'data'),
      ...{ AZURE_OPENAI_ENDPOINT: server.url, AZURE_OPENAI_API_KEY: KEY, AZURE_OPENAI_DEPLOYMENT: 'chat' },
    };
    const ingest = await runCommand(['ingest', join(folder, 'knowledge')], environment);
    assert.equal(ingest.code, 0, ingest.errors);
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('prints the model’s answer with its citations', async () => {
    const { output, errors } = await runCommand(['ask', 'how much is the late payment fee', '--json'], environment);

    const line = JSON.parse(output) as { mode: string; text: string; citations: object[] };
    assert.deepEqual(
      [line.mode, line.text, line.citations.length],
      ['model', 'Paying late costs £7.50. [1]', 1],
      errors,
    );
    assert.deepEqual(server.broken, []);
  });

  it('answers from the sources and says why when the model is away', async () => {
    const away = { ...environment, AZURE_OPENAI_ENDPOINT: 'http://127.0.0.1:1' };

    const { output } = await runCommand(['ask', 'how much is the late payment fee', '--json'], away);

    const line = JSON.parse(output) as { mode: string; spoken: string; notices: string[] };
    assert.equal(line.mode, 'extractive');
    assert.match(line.spoken, /£7\.50/);
    assert.match(line.notices.join(), /language model is not available/);
  });
});
