import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { type EarpieceProcess, freePort, startEarpiece } from '../support/earpieceProcess.ts';
import { openPlayground, type PlaygroundPage } from '../support/playgroundPage.ts';

describe('npm start, in the Playground page', function () {
  this.timeout(120_000);
  let folder: string;
  let house: EarpieceProcess;
  let browser: Browser;
  let url: string;
  let page: PlaygroundPage;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-e2e-'));
    const playgroundPort = await freePort();
    url = `http://localhost:${playgroundPort}`;
    house = await startEarpiece('src/local.ts', {
      DATA_DIR: join(folder, 'data'),
      PLAYGROUND_PORT: String(playgroundPort),
    });
    while (!house.errors().includes(`Open ${url}`)) {
      if (house.child.exitCode !== null) throw new Error(house.errors());
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  after(async () => {
    house?.child.kill('SIGTERM');
    await house?.exited;
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    // The bundled browser runs as a single process and ends with its page, so each test starts its own.
    browser = await launchBrowser();
    page = await openPlayground(browser, url);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await page.page.screenshot({ path: join(tmpdir(), 'earpiece-failed.png') });
    await browser.close();
  });

  it('says that authentication is off and prints one address', () => {
    assert.match(house.errors(), /^Earpiece, local mode: authentication is off/);
    assert.equal(house.errors().match(/https?:\/\//g)?.length, 1);
  });

  it('lets nobody in from another address: behind the page stands a bot without authentication', async function () {
    // Only here are all of 127.x.x.x this machine.
    if (process.platform !== 'linux') this.skip();
    const elsewhere = url.replace('localhost', '127.0.0.2');

    await assert.rejects(fetch(elsewhere), /fetch failed/);
  });

  it('greets, answers with text and card, expands a source, and follows up', async () => {
    await page.sees(/I am Earpiece/);
    await page.say('what does flex 10 cost a month');
    await page.sees(/^Flex 10\b.*£/);

    await page.pressCardButton('Source 1');
    await page.sees('Hide source 1');
    await page.say('and flex 10 plus?');

    await page.sees(/^Flex 10 Plus\b.*£/);
  });

  it('takes feedback with its reason', async () => {
    await page.say('what is the notice period to cancel');
    await page.sees(/notice/);

    await page.giveFeedback('dislike', 'too long');

    await page.say('thanks');
    await page.sees(/You are welcome/);
  });

  it('searches from the compose box and inserts a cited card', async () => {
    await page.searchFromComposeBox('router lights');
    await page.pickResult(/router/i);
    await page.sendComposed();

    await page.sees(/router/i);
  });

  it('answers in a channel when it is mentioned', async () => {
    await page.switchTo('General');

    await page.postToChannel('what does flex 10 cost a month');

    await page.sees(/Flex 10\b.*£/);
  });
});
