import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../bin/earpiece.mjs', import.meta.url));

describe('a clone in which nothing is installed yet', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-clone-'));
    await mkdir(join(folder, 'bin'));
    await copyFile(ENTRY, join(folder, 'bin', 'earpiece.mjs'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('says in one line what to do', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'bin', 'earpiece.mjs'), 'doctor'], {
      encoding: 'utf8',
    });

    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^Earpiece is not installed here yet\. Run "npm start" once[^\n]*\n$/);
  });
});
