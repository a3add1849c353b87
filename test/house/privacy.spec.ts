import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('../../', import.meta.url).pathname;

describe('what is kept, as the documentation tells it', () => {
  const page = readFileSync(join(root, 'docs/privacy.md'), 'utf8');

  it('names every table there is, and none that is not', () => {
    const code = globSync(['src/adapters/sql/migrations/*.ts', 'src/adapters/sql/migrate.ts'], { cwd: root });
    const made = code.flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(/createTable\('(\w+)'\)/g)].map(([, name]) => name!),
    );

    const [, tables = ''] = /^## Tables$([\s\S]*?)^## /m.exec(page) ?? [];
    const named = tables
      .split('\n')
      .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name!));
    assert.ok(made.length > 30);
    assert.deepEqual(named.sort(), [...new Set(made)].sort());
  });
});
