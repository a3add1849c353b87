import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { startLocal } from '../support/playgroundHouse.ts';
import { openPlayground, type PlaygroundPage } from '../support/playgroundPage.ts';

describe('npm start, in the Playground page', function () {
  this.timeout(120_000);
  let local: Awaited<ReturnType<typeof startLocal>>;
  let browser: Browser;
  let page: PlaygroundPage;
  before(async () => {
    local = await startLocal();
  });
  after(() => local?.close());
  beforeEach(async () => {
    // The bundled browser runs as a single process and ends with its page, so each test starts its own.
    browser = await launchBrowser();
    page = await openPlayground(browser, local.url);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await page.page.screenshot({ path: join(tmpdir(), 'earpiece-failed.png') });
    await browser.close();
  });

  it('says that authentication is off and prints one address', () => {
    const said = local.process.errors();

    assert.match(said, /^Earpiece, local mode: authentication is off/);
    assert.equal(said.match(/https?:\/\//g)?.length, 1);
  });

  it('lets nobody in from another address: behind the page stands a bot without authentication', async function () {
    // Only here are all of 127.x.x.x this machine.
    if (process.platform !== 'linux') this.skip();
    const elsewhere = local.url.replace('localhost', '127.0.0.2');

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
