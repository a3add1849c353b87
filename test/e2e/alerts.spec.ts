import assert from 'node:assert/strict';
import type { Agent, Role } from '../../src/domain/agent.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import type { House } from '../support/house.ts';
import { type PlaygroundHouse, startPlaygroundHouse } from '../support/playgroundHouse.ts';
import type { PlaygroundPage } from '../support/playgroundPage.ts';
import { RISING_CALL, say } from '../support/risingCall.ts';

/** Who sits at the Playground; what they may do changes in the course of the test. */
const ADA = '7d7f9ec1-4c1e-4b52-9a57-000000000011';

describe('a scam alert, in the Playground page', function () {
  this.timeout(120_000);
  let opened: PlaygroundHouse;
  let house: House;
  let page: PlaygroundPage;
  let roles: Role[];
  const ada: Agent = {
    ...{ agentId: ADA, name: 'Ada Lindqvist', groups: [] },
    get roles() {
      return roles;
    },
  };
  before(async () => {
    roles = ['supervisor'];
    opened = await startPlaygroundHouse({ people: [ada], alertsEveryMs: 50 });
    ({ house, page } = opened);
  });
  after(async function () {
    await opened?.close(this.currentTest);
  });

  it('appears in the channel, rises, is refused to an agent, taken up by a supervisor, and ends with its outcome', async () => {
    await page.switchTo('Scam alerts');
    await page.postToChannel('alerts');
    await page.sees(/No scam alerts come to this channel/);
    await page.pressCardButton('Send scam alerts here');
    await page.sees('Scam alerts come to this channel.');
    const subject = { agentId: ADA, userId: 'user-ada', name: 'Ada Lindqvist', since: new Date() };
    await house.ports.alertSubscriptions.startDuty(subject);
    await postEvents(house, aCallStart({ agentId: ADA, queue: 'Billing' }));

    await say(house, 'call-1', { to: RISING_CALL.warn });
    await page.sees('Possible scam');
    await say(house, 'call-1', { from: RISING_CALL.warn + 1, to: 10 });
    await page.sees('Scam in progress');
    await page.sees(/almost certainly a scam/);

    roles = ['agent'];
    const alertCard = page.page.locator('.ac-adaptiveCard').filter({ hasText: 'Scam in progress' }).last();
    await alertCard.getByRole('button', { name: "I'm on it" }).click();
    await page.sees(/Only supervisors can act/);
    roles = ['supervisor'];
    await alertCard.getByRole('button', { name: "I'm on it" }).click();
    await page.sees(/Ada Lindqvist has been on it since/);

    await alertCard.getByRole('button', { name: 'End…' }).click();
    await alertCard.getByText('It was a scam', { exact: true }).click();
    await alertCard.getByRole('button', { name: 'End the alert' }).click();
    await page.sees(/Ended by Ada Lindqvist at/);

    const alert = await house.ports.alerts.find('call-1');
    assert.deepEqual([alert?.outcome, alert?.closedBy], ['scam', ADA]);
    // Notifications of this supervisor in this shift: the card and its rise.
    assert.equal(await house.ports.alertCards.mentionsOf(ADA, subject.since), 2);
  });
});
