import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { DirectoryUnavailable } from '../../src/ports/directory.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import type { WireActivity } from '../support/connector.ts';
import { phoneCompany } from '../support/documents.ts';
import { anAgent, type House, startHouse } from '../support/house.ts';

const NOW = new Date('2026-11-21T14:02:00Z');
const ben: Agent = { agentId: randomUUID(), name: 'Ben Okafor', roles: ['agent'], groups: [] };
const margaret = { customerId: 'C-1001', name: 'Margaret Hale', phone: '+44 7700 900101', plan: 'Unlimited' };

describe('who sees the customer of a call', () => {
  let house: House;
  let now: Date;
  let people: Agent[];
  let isDirectoryAway: boolean;
  beforeEach(async () => {
    now = NOW;
    people = [anAgent, ben];
    isDirectoryAway = false;
    house = await startHouse({
      documents: phoneCompany,
      ports: { directory: { find: (agentId) => look(agentId) } },
      clock: { now: () => now },
      callsEveryMs: 20,
    });
    await house.ports.customers.save(margaret, 'import');
    await house.say('hi');
  });
  afterEach(() => house.close());

  const look = (agentId: string): Promise<Agent | undefined> =>
    isDirectoryAway
      ? Promise.reject(new DirectoryUnavailable('away'))
      : Promise.resolve(people.find((one) => one.agentId === agentId));
  const start = (over: object = {}) =>
    aCallStart({ at: now.toISOString(), agentId: anAgent.agentId, customerId: 'C-1001', ...over });
  const message = async () => (await house.ports.leases.messagesOf('call-1'))[0];

  it('is one message although another process has sent it since the list was read', async () => {
    isDirectoryAway = true;
    await postEvents(house, start());
    const unsent = await until(message, (one) => one?.outcome === 'directory-away');
    isDirectoryAway = false;
    await nextWith(house, /on the line/);
    const shown = await until(message, (one) => one?.outcome === 'shown');

    let sweeps = 0;
    house.ports.leases.messagesSince = () => Promise.resolve(sweeps++ < 3 && unsent ? [unsent] : []);
    await until(
      () => Promise.resolve(sweeps),
      (count) => count > 4,
    );

    const sent = house.connector.calls.filter(({ method, body }) => method === 'POST' && /line/.test(body.text ?? ''));
    assert.equal(sent.length, 1);
    assert.deepEqual(await message(), shown);
  });
});

async function until<Value>(look: () => Promise<Value>, holds: (value: Value) => boolean): Promise<Value> {
  for (;;) {
    const value = await look();
    if (holds(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function nextWith(house: House, text: RegExp): Promise<WireActivity> {
  let message = await house.connector.nextMessage();
  while (!text.test(message.text ?? '')) message = await house.connector.nextMessage();
  return message;
}
