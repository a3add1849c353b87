import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeSettings } from '../../src/wiring/config.ts';

const root = new URL('../../', import.meta.url).pathname;
const pages = ['README.md', ...globSync('docs/*.md', { cwd: root })];

describe('the documentation', () => {
  it('names files that are there', () => {
    assert.deepEqual(pages.flatMap(missingFiles), []);
  });

  it('leads to pages and pictures that are there', () => {
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)]
        .map(([, target]) => target!)
        .filter((target) => !existsSync(join(root, dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );

    assert.deepEqual(broken, []);
  });

  it('names settings that exist', () => {
    const known = new Set(describeSettings({}).map(({ name }) => name));
    const elsewhere =
      /^(?:NODE_ENV|SECRET_DATA_KEY|SECRET_CALL_EVENTS_KEY|CERTIFICATE_ID|EARPIECE_REGISTRY|WORKER_SSH_KEY|BOT_DOMAIN)$/;

    const strange = pages.flatMap((page) =>
      [...read(page).matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)]
        .map(([, name]) => name!)
        .filter((name) => !known.has(name) && !elsewhere.test(name))
        .map((name) => `${page}: ${name}`),
    );

    assert.deepEqual(strange, []);
  });

  it('says what to do for every alert', () => {
    const alerts = [...read('infra/modules/alerts.bicep').matchAll(/^ {4}name: '([a-z-]+)'$/gm)].map(
      ([, name]) => name!,
    );

    const runbook = read('docs/runbook.md');

    assert.ok(alerts.length >= 8);
    assert.deepEqual(
      alerts.filter((name) => !runbook.includes(`| ${name} |`)),
      [],
    );
  });

  it('draws the folders as they are', () => {
    execFileSync(process.execPath, ['scripts/drawFolders.ts', '--check'], { cwd: root });
  });
});

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function missingFiles(page: string): string[] {
  return [...read(page).matchAll(/`((?:src|test|infra|docs|scripts|bench|sample|appPackage)\/[\w./*-]*)`/g)]
    .map(([, path]) => path!)
    .filter((path) => (path.includes('*') ? globSync(path, { cwd: root }).length === 0 : !existsSync(join(root, path))))
    .map((path) => `${page}: ${path}`);
}
