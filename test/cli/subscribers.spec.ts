import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../support/earpieceProcess.ts';

describe('the command line, on who gets SMS', function () {
  this.timeout(60_000);
  let folder: string;
  const earpiece = (...args: string[]) => runCommand(args, { DATA_DIR: join(folder, 'data') });
  const importing = async (csv: string) => {
    const file = join(folder, 'subscribers.csv');
    await writeFile(file, csv);
    return earpiece('subscribers', 'import', file, '--json');
  };
  const listed = async () => {
    const { output } = await earpiece('subscribers', 'list', '--json');
    return output
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { number: string; isOptedOut: boolean });
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-subscribers-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('signs people up from a file, names every line that cannot be used, and takes the others', async () => {
    const { code, output, errors } = await importing(
      [
        'number,language,smsNumber,consent,optOut,quiet',
        '07700 900123,de,,,,',
        '020 7946 0011,,07700900124,2026-03-01,,yes',
        '020 7946 0022,,07700900125,,,',
        'unknown,,,,,',
        '07700900126,fr,,,,',
        '07700900127,,,,perhaps,',
      ].join('\n'),
    );

    assert.deepEqual([code, JSON.parse(output)], [1, { imported: 2, updated: 0, failed: 4 }]);
    assert.deepEqual(
      errors
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/^.* record/, 'record')),
      [
        'record 3: smsNumber needs consent: the day its owner agreed, as 2026-03-01.',
        'record 4: number is missing or no telephone number.',
        'record 5: language must be en or de.',
        'record 6: optOut must be yes or no.',
      ],
    );
    const known = (await listed()).sort((one, other) => one.number.localeCompare(other.number));
    assert.deepEqual(known, [
      {
        ...{ number: '+442079460011', language: 'en', isQuiet: true, isOptedOut: false },
        other: { number: '+447700900124', consentAt: '2026-03-01' },
      },
      { number: '+447700900123', language: 'de', isQuiet: false, isOptedOut: false },
    ]);
  });

  it('opts somebody out for good, through further imports, and forgets them on demand', async () => {
    await importing('number\n07700900123\n');
    const customers = join(folder, 'customers.json');
    await writeFile(customers, JSON.stringify([{ customerId: 'C-1', phone: '07700 900123' }]));
    await earpiece('customers', 'import', customers);

    const out = await earpiece('subscribers', 'opt-out', '07700900123', '--json');
    const again = await importing('number\n07700900123\n');
    const known = await listed();
    const forgotten = await earpiece('forget', 'C-1', '--json');

    assert.deepEqual([out.code, JSON.parse(out.output)], [0, { lines: 1 }]);
    assert.deepEqual(JSON.parse(again.output), { imported: 0, updated: 1, failed: 0 });
    assert.deepEqual(
      known.map(({ isOptedOut }) => isOptedOut),
      [true],
    );
    assert.match(forgotten.output, /"store":"subscribers","rows":1/);
    assert.deepEqual(await listed(), []);
  });

  it('says what it needs', async () => {
    const ends = await Promise.all([
      earpiece('subscribers'),
      earpiece('subscribers', 'list', 'all'),
      earpiece('subscribers', 'import', '/nowhere.csv'),
    ]);

    assert.deepEqual(
      ends.map(({ code }) => code),
      [2, 2, 2],
    );
    assert.match(ends[2]?.errors ?? '', /Cannot read \/nowhere.csv/);
  });
});
