#!/usr/bin/env node
// Stands in front of every entry, in plain JavaScript, because an older Node cannot even read the rest:
// it hands over to the Node that the `node` package brought, or says in one line what is missing.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST_NODE = 24;
const ENTRIES = { start: 'src/local.ts', main: 'src/main.ts', bot: 'src/bot.ts' };

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command, ...rest] = process.argv.slice(2);
const isEntry = Object.hasOwn(ENTRIES, command ?? '');
const entry = isEntry ? ENTRIES[command] : 'src/cli.ts';
const entryArguments = isEntry ? rest : process.argv.slice(2);

const modules = join(root, 'node_modules');
if (!isInstalled()) {
  console.error('Earpiece is not installed here yet. Run "npm start" once, or "npm ci": it brings all it needs.');
  process.exit(2);
}
if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) {
  process.argv = [process.argv[0], join(root, entry), ...entryArguments];
  await import(pathToFileURL(join(root, entry)).href);
} else {
  handOver(join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node'));
}

function isInstalled() {
  try {
    return createRequire(import.meta.url).resolve('zod') !== '';
  } catch {
    return false;
  }
}

function handOver(newerNode) {
  if (!existsSync(newerNode)) {
    console.error(
      `Earpiece needs Node ${OLDEST_NODE} or later; this is ${process.version}. Run "npm ci" here: it brings one, beside yours.`,
    );
    process.exit(2);
  }
  const child = spawn(newerNode, [join(root, entry), ...entryArguments], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
