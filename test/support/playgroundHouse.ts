import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlayground } from '../../src/wiring/playground.ts';
import { launchBrowser } from './browser.ts';
import { type EarpieceProcess, freePort, startEarpiece } from './earpieceProcess.ts';
import { type House, startHouse } from './house.ts';
import { openPlayground, type PlaygroundPage } from './playgroundPage.ts';

/** A house in this process with the Playground page open before it. */
export interface PlaygroundHouse {
  house: House;
  page: PlaygroundPage;
  /** Closes everything; of a test that failed a picture of the page is kept. */
  close(test: { state?: string | undefined } | undefined): Promise<void>;
}

/** Starts a house, the Playground and a browser. Closes what was started when the rest cannot be. */
export async function startPlaygroundHouse(given: Parameters<typeof startHouse>[0]): Promise<PlaygroundHouse> {
  await using started = new AsyncDisposableStack();
  const folder = started.adopt(await mkdtemp(join(tmpdir(), 'earpiece-e2e-')), (path) =>
    rm(path, { recursive: true, force: true }),
  );
  const house = started.adopt(await startHouse(given), (one) => one.close());
  const botPort = Number(new URL(house.url).port);
  const playground = started.adopt(await startPlayground({ botPort, port: await freePort(), dataDir: folder }), (one) =>
    one.stop(),
  );
  const browser = started.adopt(await launchBrowser(), (one) => one.close());
  const page = await openPlayground(browser, playground.url);
  const open = started.move();
  return {
    house,
    page,
    close: async (test) => {
      if (test?.state === 'failed') await page.page.screenshot({ path: join(tmpdir(), 'earpiece-failed.png') });
      await open.disposeAsync();
    },
  };
}

/** Earpiece as `npm start` runs it, with an empty data folder; ready once it has printed the page's address. */
export async function startLocal(
  environment: NodeJS.ProcessEnv = {},
): Promise<{ process: EarpieceProcess; url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'earpiece-e2e-'));
  const playgroundPort = await freePort();
  const url = `http://localhost:${playgroundPort}`;
  const process = await startEarpiece('src/local.ts', {
    ...{ DATA_DIR: join(folder, 'data'), PLAYGROUND_PORT: String(playgroundPort) },
    ...environment,
  });
  const close = async (): Promise<void> => {
    process.child.kill('SIGTERM');
    await process.exited;
    await rm(folder, { recursive: true, force: true });
  };
  while (!process.errors().includes(`Open ${url}`)) {
    if (process.child.exitCode !== null) {
      await close();
      throw new Error(process.errors());
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { process, url, close };
}
