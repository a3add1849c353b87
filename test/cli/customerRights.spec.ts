import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { runCommand } from '../support/earpieceProcess.ts';

const KEY = `main:${Buffer.alloc(32, 7).toString('base64')}`;
const CUSTOMERS = [
  { customerId: 'C-1', name: 'Zoë Quill', phone: '+44 20 7946 0011', email: 'zoe@quill.example', loyalty: 'gold' },
  { customerId: 'C-2', name: 'Max Bell', phone: '+44 20 7946 0022' },
];

interface Line {
  store?: string;
  rows?: number;
  kept?: number;
  chains?: number;
  firstBad?: object;
  agentId?: string;
  customers?: { id: string }[];
  records?: object[];
}

describe('the command line, on what is kept about people', function () {
  this.timeout(60_000);
  let folder: string;
  const earpiece = (args: readonly string[], DATA_KEY = KEY) =>
    runCommand(args, { DATA_DIR: join(folder, 'data'), DATA_KEY });
  const linesOf = (output: string): Line[] =>
    output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-rights-'));
    const file = join(folder, 'customers.json');
    await writeFile(file, JSON.stringify(CUSTOMERS));
    const imported = await earpiece(['customers', 'import', file, '--json']);
    assert.equal(imported.code, 0, imported.errors);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('discloses everything about a customer, forgets it with a report, and writes both down', async () => {
    const shown = await earpiece(['disclose', 'C-1', '--json']);
    const forgotten = await earpiece(['forget', 'C-1', '--json']);
    const again = await earpiece(['disclose', 'C-1', '--json']);
    const other = await earpiece(['disclose', 'C-2', '--json']);

    assert.deepEqual([shown.code, forgotten.code, again.code], [0, 0, 0], shown.errors + forgotten.errors);
    const record = (output: string) => linesOf(output).find(({ store }) => store === 'customers');
    assert.deepEqual(record(shown.output)?.records, [CUSTOMERS[0]]);
    assert.equal(record(forgotten.output)?.rows, 1);
    assert.equal(record(again.output)?.rows, 0);
    assert.equal(record(other.output)?.rows, 1);
    const kept = linesOf(forgotten.output).find(({ store }) => store === 'audit');
    assert.deepEqual([kept?.rows, kept?.kept], [0, 2]);
  });

  it('says so of a customer nobody ever heard of, however often it is asked', async () => {
    for (const command of ['forget', 'disclose', 'forget']) {
      const { code, output, errors } = await earpiece([command, 'nobody']);

      assert.deepEqual([code, output], [1, '']);
      assert.match(errors, /^There is nothing here about a customer "nobody"/);
    }
  });

  it('verifies the audit log, and ends with 1 when a row was changed', async () => {
    const before = await earpiece(['audit', 'verify', '--json']);
    const database = new DatabaseSync(join(folder, 'data', 'earpiece.sqlite'));
    database.exec("update audit_rows set who = 'nobody' where seq = 2");
    database.close();

    const after = await earpiece(['audit', 'verify', '--json']);

    assert.deepEqual([before.code, linesOf(before.output)], [0, [{ rows: 2, chains: 1 }]]);
    const [verdict] = linesOf(after.output);
    assert.equal(after.code, 1);
    assert.deepEqual(Object.keys(verdict?.firstBad ?? {}), ['chainId', 'row', 'why']);
  });

  it('reports who used what, and ends with the state of the log', async () => {
    await earpiece(['disclose', 'C-2']);

    const { code, output } = await earpiece(['audit', 'access', '--days', '7', '--json']);

    const lines = linesOf(output);
    const people = lines.filter(({ agentId }) => agentId !== undefined);
    assert.equal(code, 0);
    assert.equal(people.length, 1);
    assert.match(people[0]?.agentId ?? '', /^command line/);
    assert.deepEqual(
      people[0]?.customers?.map(({ id }) => id),
      ['C-2'],
    );
    assert.deepEqual([lines.at(-1)?.rows, lines.at(-1)?.firstBad], [4, undefined]);
  });

  it('turns keys over', async () => {
    const next = `next:${Buffer.alloc(32, 8).toString('base64')}`;

    const rekeyed = await earpiece(['rekey', '--json'], `${next},${KEY}`);
    const shown = await earpiece(['disclose', 'C-1', '--json'], next);
    const refused = await earpiece(['disclose', 'C-1'], KEY);

    assert.equal(rekeyed.code, 0, rekeyed.errors);
    assert.equal(linesOf(rekeyed.output).find(({ store }) => store === 'customers')?.rows, 2);
    assert.equal(shown.code, 0, shown.errors);
    assert.equal(refused.code, 1);
    assert.match(refused.errors, /the key "next", which DATA_KEY does not name: add it/);
    assert.doesNotMatch(refused.errors, /\n\s+at /);
  });

  it('says what is missing', async () => {
    const runs = [['audit'], ['audit', 'verify', '--days', '0'], ['forget'], ['disclose', ' ']];

    const ends = await Promise.all(runs.map((args) => earpiece(args)));
    const keyless = await runCommand(['rekey'], { DATA_DIR: join(folder, 'other') });

    assert.deepEqual(
      ends.map(({ code, errors }) => [code, errors.split('\n')[0]]),
      [
        [2, 'audit verify, or audit access?'],
        [2, '--days takes a whole number from 1 to 3650.'],
        [2, 'Which customer?'],
        [2, 'Which customer?'],
      ],
    );
    assert.deepEqual(
      [keyless.code, keyless.errors.split('\n')[0]],
      [2, 'DATA_KEY is not set: there is no key to seal with.'],
    );
  });
});
