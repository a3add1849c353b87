import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BI_VIEWS } from '../../src/domain/biViews.ts';
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

  it('exports every view that is made for BI', async () => {
    const out = join(folder, 'all');

    const { code, output } = await earpiece('export', '--since', '2026-01-01', '--out', out, '--json');

    const lines = output.trim().split('\n');
    assert.equal(code, 0);
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { file: string }).file),
      ['campaigns', ...Object.keys(BI_VIEWS)].map((name) => join(out, `${name}.csv`)),
    );
    const text = await readFile(join(out, 'bi_notes_by_week.csv'), 'utf8');
    assert.equal(text, `\uFEFF${BI_VIEWS.bi_notes_by_week.join(',')}\r\n`);
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
