import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the arrows between folders', () => {
  const planted = [
    { file: 'src/domain/planted.ts', imports: '../ports/clock.ts', rule: 'domain-imports-nothing' },
    { file: 'src/answers/planted.ts', imports: '../adapters/sql/openDatabase.ts', rule: 'features-import-ports' },
    { file: 'src/cards/planted.ts', imports: 'botbuilder', rule: 'teams-sdks-only-in-teams' },
    { file: 'src/answers/planted.ts', imports: 'openai', rule: 'cloud-sdks-only-in-adapters' },
    { file: 'src/teams/planted.ts', imports: '../wiring/config.ts', rule: 'wiring-is-the-top' },
    { file: 'src/http/planted.ts', imports: '../domain/agent.ts', rule: 'http-imports-nothing' },
  ];
  let house: string;
  before(async () => {
    house = await mkdtemp(join(tmpdir(), 'earpiece-arrows-'));
    await cp(join(root, 'src'), join(house, 'src'), { recursive: true });
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
      await cp(join(root, name), join(house, name));
    await symlink(join(root, 'node_modules'), join(house, 'node_modules'));
  });
  after(() => rm(house, { recursive: true, force: true }));

  it('hold in the house as it stands', async () => {
    assert.match(await cruise(house), /no dependency violations found \(\d{3,} modules/);
  });

  for (const { file, imports, rule } of planted) {
    it(`are guarded by ${rule}, which catches ${file} importing ${imports}`, async () => {
      await mkdir(join(house, file, '..'), { recursive: true });
      await writeFile(join(house, file), `import * as planted from '${imports}';\nexport const used = planted;\n`);

      const broken = await cruise(house);
      await rm(join(house, file));

      assert.match(broken, new RegExp(`${rule}: ${file}`));
    });
  }
});

/** What dependency-cruiser prints about the house. */
function cruise(house: string): Promise<string> {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [program, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: house }, (_error, stdout, stderr) => resolve(stdout + stderr));
  });
}
