import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../support/earpieceProcess.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/transcripts/${name}`, import.meta.url));

interface NoteLine {
  file: string;
  callId?: string;
  utterances: { speaker: string }[];
  note: Record<string, unknown> & { disposition: string; sentences: { evidence: number[] }[] };
  mode: string;
  warnings: string[];
  mandatory: { state: string }[];
}

describe('earpiece note', () => {
  let folder: string;
  const earpiece = (...args: string[]) =>
    runCommand(args, { DATA_DIR: join(folder, 'data'), DISPOSITIONS: 'Equipment replaced; Refunded' });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-note-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('prints one JSON line a transcript, whatever its format, and writes nothing', async () => {
    const { code, output } = await earpiece(
      'note',
      fixture('teams.vtt'),
      fixture('genesys.json'),
      '--call',
      '4711',
      '--json',
    );

    assert.equal(code, 0);
    const lines = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as NoteLine);
    assert.deepEqual(
      lines.map(({ file, callId, mode }) => [file, callId, mode]),
      [
        ['teams.vtt', '4711', 'extractive'],
        ['genesys.json', '4711', 'extractive'],
      ],
    );
    assert.deepEqual(
      lines.map(({ warnings }) => warnings),
      [['speakers-guessed'], []],
    );
    assert.deepEqual(Object.keys(lines[0]?.note ?? {}), [
      'issue',
      'resolution',
      'issues',
      'actions',
      'topic',
      'disposition',
      'sentiment',
      'sentences',
    ]);
    assert.equal(lines[0]?.note.disposition, 'Equipment replaced');
    assert.ok(lines.every(({ note }) => note.sentences.every(({ evidence }) => evidence.length > 0)));
    assert.equal(existsSync(join(folder, 'data')), false);
  });

  it('names each file it cannot read with one sentence, drafts the others and ends with 1', async () => {
    const broken = join(folder, 'broken.json');
    await writeFile(broken, '{"utterances":[');

    const { code, output, errors } = await earpiece(
      'note',
      broken,
      join(folder, 'nowhere.vtt'),
      fixture('plain.txt'),
      '--json',
    );

    assert.equal(code, 1);
    assert.equal(output.trimEnd().split('\n').length, 1);
    assert.match(errors, /^broken\.json: The JSON is broken or cut off/m);
    assert.match(errors, /^nowhere\.vtt: The file cannot be read\.$/m);
  });

  it('swaps agent and customer when told to', async () => {
    const { output } = await earpiece('note', fixture('teams.vtt'), '--swap', '--json');

    const { utterances, warnings } = JSON.parse(output) as NoteLine;
    assert.deepEqual([utterances[0]?.speaker, warnings], ['customer', []]);
  });

  it('checks the sentences that a document marks as those that must be said', async () => {
    const document = join(folder, 'script.md');
    await writeFile(
      document,
      'Must be said: A new router arrives on Thursday.\n\nMust be said: This call is recorded.\n',
    );

    const { output } = await earpiece('note', fixture('plain.txt'), '--must-say', document, '--json');

    assert.deepEqual(
      (JSON.parse(output) as NoteLine).mandatory.map(({ state }) => state),
      ['said', 'not-said'],
    );
  });

  it('asks for a transcript when none is named', async () => {
    const { code, output, errors } = await earpiece('note');

    assert.deepEqual([code, output], [2, '']);
    assert.match(errors, /^Which transcripts\?/);
  });

  it('says which file --must-say takes, when it is left out, missing or marks nothing', async () => {
    const call = fixture('plain.txt');

    const leftOut = await earpiece('note', call, '--must-say');
    const missing = await earpiece('note', call, '--must-say', '/nowhere.md');
    const unmarked = await earpiece('note', call, '--must-say', call);

    assert.deepEqual([leftOut.code, missing.code, unmarked.code], [2, 2, 0]);
    assert.match(leftOut.errors, /^What should follow --must-say\?\nUsage: .*--must-say file/);
    assert.match(missing.errors, /^Cannot read \/nowhere\.md: --must-say takes the path of a text file/);
    assert.match(unmarked.errors, /marks no sentence that must be said: --must-say takes the path of a text file/);
  });
});
