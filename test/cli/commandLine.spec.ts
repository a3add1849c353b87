import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../support/earpieceProcess.ts';

describe('the command line', function () {
  this.timeout(60_000);
  let folder: string;
  let knowledge: string;
  const earpiece = (...args: string[]) => runCommand(args, { DATA_DIR: join(folder, 'data') });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-cli-'));
    knowledge = join(folder, 'knowledge');
    await mkdir(knowledge);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('names a command, an option or a word it does not know, and shows how it is used', async () => {
    const runs = [['ingst'], ['ask', '--bogus', 'x'], ['settings', '--all'], ['doctor', 'please'], ['ingest']];

    const ends = await Promise.all(runs.map((args) => earpiece(...args)));

    assert.deepEqual(
      ends.map(({ code, output }) => [code, output]),
      runs.map(() => [2, '']),
    );
    const said = ends.map(({ errors }) => errors.split('\n')[0]);
    assert.deepEqual(said, [
      'There is no command "ingst".',
      "Unknown option '--bogus'",
      "Unknown option '--all'",
      'What is "please" for?',
      'Which files or folders?',
    ]);
    assert.ok(ends.every(({ errors }) => errors.includes('Usage: earpiece')));
  });

  it('explains a command when asked for help', async () => {
    const { code, output } = await earpiece('search', '--help');

    assert.equal(code, 0);
    assert.match(output, /^earpiece search .*\n {2}ranked passages\n$/);
  });

  it('prints what was asked for on standard output, and on standard error what went wrong', async () => {
    await writeFile(join(knowledge, 'roaming.md'), '# Roaming\n\nRoaming costs £2 a day.\n');
    await writeFile(join(knowledge, 'broken.pdf'), 'no pdf at all');
    const ingested = await earpiece('ingest', knowledge);

    const ends = [];
    for (const args of [['search', 'roaming'], ['settings'], ['doctor'], ['outbox'], []]) {
      ends.push(await earpiece(...args));
    }

    assert.match(ingested.output, /^roaming\.md: Roaming, 1 passages\n1 documents, 1 passages, 0 unchanged, 1 failed/);
    assert.match(ingested.errors, /^broken\.pdf: [^\n]+\n$/);
    assert.deepEqual(
      ends.map(({ output, errors }) => [output === '' ? 'nothing' : 'text', errors]),
      ends.map(() => ['text', '']),
    );
  });

  it('names the line of a file of questions that is not one', async () => {
    const questions = join(folder, 'questions.jsonl');
    await writeFile(questions, '{"id":1,"text":"what does flex 10 cost"}\n\n{"id":2}\n');

    const { code, output, errors } = await earpiece('ask', '--questions', questions, '--json');

    assert.deepEqual([code, output], [2, '']);
    assert.match(errors, /questions\.jsonl line 3: text: /);
  });

  it('says so when a folder holds nothing to read', async () => {
    const { code, errors } = await earpiece('ingest', knowledge);

    assert.equal(code, 0);
    assert.match(errors, /^Nothing to read there\. Earpiece reads pdf,/);
  });

  it('prints one JSON line a document and one for all, and nothing else on standard output', async () => {
    await writeFile(join(knowledge, 'roaming.md'), '# Roaming\n\nRoaming costs £2 a day.\n');
    await writeFile(join(knowledge, 'broken.pdf'), 'no pdf at all');

    const { code, output, errors } = await earpiece('ingest', knowledge, '--json');

    const lines = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { file?: string; documents?: number; failed?: number });
    assert.equal(code, 1);
    assert.deepEqual(
      lines.map(({ file, documents, failed }) => file ?? [documents, failed]),
      ['broken.pdf', 'roaming.md', [1, 1]],
    );
    assert.match(errors, /^broken\.pdf: /m);
  });

  it('has the doctor name the documents that nobody may read', async () => {
    await writeFile(join(knowledge, 'roaming.md'), '# Roaming\n\nRoaming costs £2 a day.\n');
    await writeFile(join(knowledge, 'knowledge.json'), '{"documents":[{"file":"roaming.md","groups":[]}]}');
    await earpiece('ingest', knowledge);

    const { code, output } = await earpiece('doctor', '--json');

    const checks = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { check: string; detail: string });
    assert.equal(code, 0);
    assert.equal(checks.find(({ check }) => check === 'rights')?.detail, 'nobody may read roaming.md');
  });

  it('names everything that keeps the app package from being written in one run', async () => {
    const settings = { PUBLIC_URL: 'http://localhost', COMPANY_NAME: 'x'.repeat(33), PRIVACY_URL: 'nowhere' };

    const { code, output, errors } = await runCommand(['package', '--out', folder], settings);

    assert.deepEqual([code, output], [2, '']);
    assert.deepEqual(errors.trimEnd().split('\n').sort(), [
      '- BOT_ID is not set.',
      '- COMPANY_NAME is longer than the 32 letters Teams takes.',
      '- PRIVACY_URL must be an https address.',
      '- PUBLIC_URL must be an https address: Teams opens no other.',
      '- TERMS_URL is not set.',
      '- WEBSITE_URL is not set.',
      '- validDomains has localhost: it must be a public host name, without scheme, path, port or wildcard.',
      'No package was written:',
    ]);
  });
});
