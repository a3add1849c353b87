import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../support/earpieceProcess.ts';

describe('the command line, on tables for BI', function () {
  this.timeout(60_000);
  let folder: string;
  const earpiece = (...args: string[]) => runCommand(args, { DATA_DIR: join(folder, 'data') });
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-export-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('prints one table as CSV and nothing else', async () => {
    const { code, output } = await earpiece('export', 'campaigns', '--csv');

    assert.equal(code, 0);
    assert.match(output, /^campaign,joined_by,callers,.*\r\n$/);
  });

  it('writes files that others on the machine cannot read, and says how many rows', async () => {
    const out = join(folder, 'out');

    const { code, output } = await earpiece('export', 'campaigns', '--out', out, '--json');

    const file = join(out, 'campaigns.csv');
    assert.deepEqual([code, JSON.parse(output)], [0, { file, rows: 0 }]);
    assert.match(await readFile(file, 'utf8'), /^\uFEFFcampaign,/);
    assert.equal((await stat(file)).mode & 0o077, 0);
  });

  it('says what it does not understand', async () => {
    const wrong = [
      await earpiece('export', 'secrets'),
      await earpiece('export', 'campaigns', '--since', 'soon'),
      await earpiece('export', '--csv', '--json'),
    ];

    assert.deepEqual(
      wrong.map(({ code }) => code),
      [2, 2, 2],
    );
    assert.match(wrong[0]?.errors ?? '', /There is no table "secrets". There are: .*campaigns/);
  });
});
