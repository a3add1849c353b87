import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../support/earpieceProcess.ts';
import { aNoteOutput, sentencesToJudge, verdicts } from '../support/noteOutputs.ts';
import { type OpenaiServer, startOpenaiServer } from '../support/openaiServer.ts';

const KEY = 'secret-key-4711';
const CALL = [
  'Agent: Good morning, how can I help?',
  'Customer: Hello, my bill is eight pounds too high this month. You can ring me on 07700 900101.',
  'Agent: That was a roaming charge we took by mistake. I have credited eight pounds to your account.',
  'Customer: Thank you, that is great.',
].join('\n');
const OUTPUT = aNoteOutput({
  issues: [
    {
      issue: { text: 'The customer’s bill is £8 too high this month.', lines: [1] },
      resolution: { text: '£8 was credited for a roaming charge taken by mistake.', lines: [2] },
    },
  ],
  details: [{ text: 'The customer was charged £8 by mistake for a parcel.', lines: [2] }],
});

describe('earpiece note with a model', function () {
  this.timeout(60_000);
  let folder: string;
  let file: string;
  let server: OpenaiServer;
  let environment: NodeJS.ProcessEnv;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-note-model-'));
    file = join(folder, 'call.txt');
    await writeFile(file, CALL);
    server = await startOpenaiServer({
      ...{ kind: 'azure', key: KEY, models: ['chat'] },
      answer: (body) => {
        const sentences = sentencesToJudge(body);
        return { output: sentences > 0 ? verdicts(sentences) : OUTPUT };
      },
    });
    environment = {
      DATA_DIR: join(folder, 'data'),
      ...{ AZURE_OPENAI_ENDPOINT: server.url, AZURE_OPENAI_API_KEY: KEY, AZURE_OPENAI_DEPLOYMENT: 'chat' },
    };
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('prints the model’s note, judged and checked as in the chat, and audits it', async () => {
    const { output, errors } = await runCommand(['note', file, '--json'], environment);

    const line = JSON.parse(output) as { mode: string; note: { issue: string; sentences: { field: string }[] } };
    assert.deepEqual([line.mode, line.note.issue], ['model', 'The customer’s bill is £8 too high this month.'], errors);
    assert.ok(!line.note.sentences.some(({ field }) => field === 'detail'));
    assert.equal(server.chats.length, 2);
    assert.doesNotMatch(JSON.stringify(server.chats), /900101/);
    assert.deepEqual(server.broken, []);
    assert.match((await runCommand(['audit', 'verify', '--json'], environment)).output, /"rows":2/);
  });

  it('does not ask it when told not to', async () => {
    const asked = server.chats.length;

    const { output } = await runCommand(['note', file, '--without-model', '--json'], environment);

    assert.equal((JSON.parse(output) as { mode: string }).mode, 'extractive');
    assert.equal(server.chats.length, asked);
  });

  it('prints what was said, and why, when the model is away', async () => {
    const away = { ...environment, AZURE_OPENAI_ENDPOINT: 'http://127.0.0.1:1' };

    const { code, output, errors } = await runCommand(['note', file, '--json'], away);

    const line = JSON.parse(output) as { mode: string; notByModel: string; note: { issue: string } };
    assert.deepEqual([code, line.mode, line.notByModel], [0, 'extractive', 'down']);
    assert.match(line.note.issue, /£8 too high/);
    assert.match(errors, /^call\.txt: the language model is not available; this is what was said\.$/m);
  });
});
