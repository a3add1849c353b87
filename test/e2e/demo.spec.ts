import assert from 'node:assert/strict';
import type { Agent } from '../../src/domain/agent.ts';
import type { House } from '../support/house.ts';
import { type PlaygroundHouse, startPlaygroundHouse } from '../support/playgroundHouse.ts';
import type { PlaygroundPage } from '../support/playgroundPage.ts';

/** Who sits at the Playground. */
const ada: Agent = {
  agentId: '7d7f9ec1-4c1e-4b52-9a57-000000000011',
  name: 'Ada Lindqvist',
  roles: ['agent'],
  groups: [],
};

describe('the demo, in the Playground page', function () {
  this.timeout(120_000);
  let opened: PlaygroundHouse;
  let house: House;
  let page: PlaygroundPage;
  before(async () => {
    opened = await startPlaygroundHouse({ people: [ada], demoTurnMs: 300 });
    ({ house, page } = opened);
  });
  after(async function () {
    await opened?.close(this.currentTest);
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
