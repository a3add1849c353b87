import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Agent } from '../../src/domain/agent.ts';
import { type Playground, startPlayground } from '../../src/wiring/playground.ts';
import { launchBrowser } from '../support/browser.ts';
import { freePort } from '../support/earpieceProcess.ts';
import { type House, startHouse } from '../support/house.ts';
import { openPlayground, type PlaygroundPage } from '../support/playgroundPage.ts';

/** Who sits at the Playground. */
const ada: Agent = {
  agentId: '7d7f9ec1-4c1e-4b52-9a57-000000000011',
  name: 'Ada Lindqvist',
  roles: ['agent'],
  groups: [],
};

describe('the demo, in the Playground page', function () {
  this.timeout(120_000);
  let folder: string;
  let house: House;
  let playground: Playground;
  let browser: Browser;
  let page: PlaygroundPage;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-e2e-demo-'));
    house = await startHouse({ people: [ada], demoTurnMs: 300 });
    const botPort = Number(new URL(house.url).port);
    playground = await startPlayground({ botPort, port: await freePort(), dataDir: folder });
    browser = await launchBrowser();
    page = await openPlayground(browser, playground.url);
  });
  after(async function () {
    if (this.currentTest?.state === 'failed')
      await page?.page.screenshot({ path: join(tmpdir(), 'earpiece-failed.png') });
    await browser?.close();
    playground?.stop();
    await house?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('plays a call with nothing configured: its card rises, is taken up and ends', async () => {
    await page.say('demo');

    await page.sees(/nothing of it is kept or counted/);
    await page.sees(/Scam in progress/);
    await page.sees(/its words are gone/);
    await page.pressCardButton("I'm on it");
    await page.sees(/Ada Lindqvist has been on it since/);
    const card = page.page.locator('.ac-adaptiveCard').last();
    await card.getByRole('button', { name: 'End…' }).click();
    await card.getByText('It was a scam', { exact: true }).click();
    await card.getByRole('button', { name: 'End the alert' }).click();
    await page.sees(/that was all of it/);

    assert.deepEqual(await house.ports.alerts.since(new Date(0), 9), []);
  });
});
