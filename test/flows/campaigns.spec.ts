import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import { aMessage, anAgent, type House, startHouse } from '../support/house.ts';
import { channelChat, ownChat, saidIn } from '../support/risingCall.ts';
import { A_SAFE_ACCOUNT_FRAUD } from '../support/scamCalls.ts';

const sam: Agent = { agentId: randomUUID(), name: 'Sam Whitfield', roles: ['supervisor'], groups: [] };
const CALLER = '+44 7700 900123';

describe('campaigns', () => {
  let house: House;
  beforeEach(async () => {
    house = await startHouse({ people: [anAgent, sam] });
  });
  afterEach(() => house.close());

  const until = async (isTrue: () => Promise<boolean>): Promise<void> => {
    while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  /** Fourteen subscribers, two of them spoken to long enough for an alert. */
  const callMany = async (queue = 'Billing'): Promise<void> => {
    for (let line = 10; line < 24; line += 1) {
      const number = `+44 20 7946 00${line}`;
      const whom = { setting: 'subscriber', caller: CALLER, called: number, subscriber: number, queue };
      await postEvents(house, aCallStart({ callId: `call-${line}`, ...whom }));
    }
    const texts = A_SAFE_ACCOUNT_FRAUD.turns.map(({ text }) => text);
    for (const callId of ['call-10', 'call-11']) {
      await postEvents(house, saidIn(callId, { to: texts.length, texts }));
      await until(async () => (await house.ports.alerts.find(callId)) !== undefined);
    }
  };

  it('are listed to supervisors without a number or a word, and refused to agents', async () => {
    await callMany();

    const shown = JSON.stringify(await house.say('campaigns', ownChat(sam)));
    const refused = await house.say('campaigns', ownChat(anAgent));
    const channel = channelChat('19:any@thread.tacv2', sam);
    await house.post(aMessage(house.connector.url, { text: 'campaigns', ...channel }));
    const inChannel = await house.connector.nextMessage();

    assert.match(shown, /This caller: 14 subscribers in 1 minute, 2 warned, 0 confirmed/);
    assert.match(shown, /called: \+44207946…/);
    assert.ok(!shown.replace(/\D/g, '').includes('7700900123'));
    assert.match(refused.text ?? '', /Only supervisors/);
    assert.match(inChannel.text ?? '', /in your own chat/);
  });

  it('come as a table to copy that no spreadsheet takes for a formula, and that is written down', async () => {
    await callMany('=HYPERLINK("https://evil.example")```');

    const { text = '' } = await house.say('campaigns csv', ownChat(sam));

    assert.match(text, /campaign,joined_by,callers,calls/);
    assert.match(text, /,caller,1,14,14,/);
    assert.ok(text.includes(`"'=HYPERLINK(""https://evil.example"")'''"`), text);
    assert.equal(text.split('```').length, 3);
    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    assert.deepEqual(
      rows.filter(({ action }) => action === 'data.exported').map(({ who, what }) => [who, what]),
      [[sam.agentId, 'campaigns, 1 rows']],
    );
  });

  it('are none while nobody stands out', async () => {
    assert.match((await house.say('campaigns', ownChat(sam))).text ?? '', /No caller stands out/);
  });
});
