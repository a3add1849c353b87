// Takes the README's and docs' screenshots from a running `npm start`: `npm run screenshots`.
import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../test/support/browser.ts';
import { freePort, startEarpiece } from '../test/support/earpieceProcess.ts';
import { openPlayground, type PlaygroundPage } from '../test/support/playgroundPage.ts';

const images = fileURLToPath(new URL('../docs/images/', import.meta.url));
const SHOTS: Readonly<Record<string, (page: PlaygroundPage) => Promise<void>>> = {
  welcome: async (page) => {
    await page.sees(/I am Earpiece/);
    await page.page.waitForTimeout(500);
  },
  answer: async (page) => {
    await page.say('router light flashing red, how do i fix it');
    await page.sees(/unplug|outage page/);
    await page.page.waitForTimeout(800);
  },
  source: async (page) => {
    await page.say('how much is roaming in the usa');
    await page.sees(/6\.85/);
    await page.pressCardButton('Source 1');
    await page.sees('Hide source 1');
    await page.page.waitForTimeout(500);
  },
  'no-source': async (page) => {
    await page.say('do we sell garden furniture');
    await page.sees(/found nothing/);
    await page.page.waitForTimeout(800);
  },
  search: async (page) => {
    await page.searchFromComposeBox('compensation missed engineer');
    await page.sees(/31\.19/);
    await page.page.waitForTimeout(500);
  },
  channel: async (page) => {
    await page.switchTo('General');
    await page.postToChannel('what does flex 10 cost a month');
    await page.sees(/Flex 10\b.*£/);
    await page.page.waitForTimeout(800);
  },
};

mkdirSync(images, { recursive: true });
const dataDir = await mkdtemp(join(tmpdir(), 'earpiece-screenshots-'));
const playgroundPort = await freePort();
const house = await startEarpiece('src/local.ts', { DATA_DIR: dataDir, PLAYGROUND_PORT: String(playgroundPort) });
try {
  while (!house.errors().includes('Open http')) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const [name, prepare] of Object.entries(SHOTS)) {
    const browser = await launchBrowser();
    const page = await openPlayground(browser, `http://localhost:${playgroundPort}`);
    await page.page.setViewportSize({ width: 1280, height: 860 });
    await page.page.getByRole('button', { name: 'Hide log panel' }).click();
    await prepare(page);
    await page.page.screenshot({ path: `${images}${name}.png` });
    await browser.close();
  }
} finally {
  house.child.kill('SIGTERM');
  await house.exited;
  await rm(dataDir, { recursive: true, force: true });
}
