import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import { aMessage, anAgent, type House, startHouse } from '../support/house.ts';
import { channelChat, ownChat } from '../support/risingCall.ts';

const sam: Agent = { agentId: randomUUID(), name: 'Sam Whitfield', roles: ['supervisor'], groups: [] };

describe('insights, in chat', () => {
  let house: House;
  beforeEach(async () => {
    house = await startHouse({ people: [anAgent, sam] });
  });
  afterEach(() => house.close());

  it('show supervisors figures of the house with charts and without any person', async () => {
    for (let at = 0; at < 6; at += 1) {
      const callId = `call-${at}`;
      const start = Date.now() - 600_000 - (at % 2) * 86_400_000;
      const event = (seconds: number) => ({ callId, at: new Date(start + seconds * 1000).toISOString() });
      await postEvents(house, aCallStart({ ...event(0), agentId: anAgent.agentId }));
      await postEvents(house, { type: 'call.ended', ...event(90) });
    }

    const shown = JSON.stringify(await house.say('insights', ownChat(sam)));

    assert.match(shown, /6 calls in the last 28 days/);
    assert.match(shown, /Handling time: 1.5 min a call/);
    assert.match(shown, /"type":"Chart.VerticalBar".*"fallback":"drop"/);
    assert.ok(!shown.includes(anAgent.agentId) && !shown.includes(anAgent.name));
  });

  it('are refused to agents and where others read along', async () => {
    const refused = await house.say('Einblicke', ownChat(anAgent));
    await house.post(aMessage(house.connector.url, { text: 'insights', ...channelChat('19:x@thread.tacv2', sam) }));
    const inChannel = await house.connector.nextMessage();

    assert.match(refused.text ?? '', /Only supervisors and admins/);
    assert.match(inChannel.text ?? '', /in your own chat/);
  });
});
