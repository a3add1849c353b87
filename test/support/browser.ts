import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { type Browser, chromium } from 'playwright-core';

/**
 * A headless browser from the npm registry on Linux, the installed Chrome or Edge elsewhere. Rejects with what to
 * install when there is none.
 */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return chromium.launch({ channel: 'chrome' }).catch(() => chromium.launch({ channel: 'msedge' }));
  }
  // Makes the package unpack the libraries that a bare Linux lacks; read when the package is imported.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const { default: bundled } = await import('@sparticuz/chromium');
  const executablePath = await bundled.executablePath();
  const libraries = ['al2023', 'al2'].map((folder) => join(tmpdir(), folder, 'lib')).filter((path) => existsSync(path));
  const launch = (): Promise<Browser> =>
    chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--no-zygote', '--disable-quic', '--no-first-run'].concat([
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ]),
      env: { ...process.env, LD_LIBRARY_PATH: [...libraries, process.env.LD_LIBRARY_PATH ?? ''].join(':') },
    });
  // A start fails now and then on a machine that is busy with the tests before it.
  return launch().catch(launch);
}
