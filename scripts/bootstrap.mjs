// Runs before `npm start`, `npm test` and `npm run check`, on whatever Node the machine has: installs what is missing,
// and again after the lockfile changed. Installs from the configured package registry only and asks nothing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.earpiece-lock');
const node = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

if (!isInstalled()) install();

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && newerNodeAnswers();
}

function newerNodeAnswers() {
  const answer = spawnSync(node, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' });
  return answer.status === 0 && Number(/^v(\d+)/.exec(answer.stdout)?.[1]) >= 24;
}

function install() {
  console.error('Installing what Earpiece needs (about a minute, once) …');
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  const quiet = ['--include=dev', '--no-progress', '--loglevel=error', '--no-audit', '--no-fund'];
  const result = spawnSync(command, [...first, 'ci', ...quiet], { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.status !== 0) {
    console.error(
      'The installation did not finish. Check the network and the package registry, then run the command again.',
    );
    process.exit(result.status ?? 1);
  }
  if (!newerNodeAnswers()) {
    console.error('The `node` package brought no runtime. Install Node 24 or later, then run the command again.');
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}
