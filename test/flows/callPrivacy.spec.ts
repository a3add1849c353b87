import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { DirectoryUnavailable } from '../../src/ports/directory.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import type { WireActivity } from '../support/connector.ts';
import { phoneCompany } from '../support/documents.ts';
import { anAgent, anInvoke, type House, startHouse } from '../support/house.ts';

const NOW = new Date('2026-11-21T14:02:00Z');
const ben: Agent = { agentId: randomUUID(), name: 'Ben Okafor', roles: ['agent'], groups: [] };
const margaret = { customerId: 'C-1001', name: 'Margaret Hale', phone: '+44 7700 900101', plan: 'Unlimited' };

const aTry = { callId: 'call-1', account: '', item: 'postcode', answer: 'LS6 3AB' };

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
  const toBen = () =>
    ({ type: 'agent.assigned', callId: 'call-1', agentId: ben.agentId, at: new Date(now.getTime() + 1000) }) as const;
  const viewsOf = async ({ agentId }: Agent): Promise<string[]> => {
    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    return rows.filter(({ who, action }) => who === agentId && action === 'customer.viewed').map(({ what }) => what);
  };
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

  it('is written down with whoever is shown, though the call moves on while the card is made', async () => {
    house.ports.crm.recentContacts = async () => {
      await house.ports.leases.take({ event: toBen(), candidates: [], heardAt: now });
      return [];
    };
    await postEvents(house, start());

    const first = await nextWith(house, /Margaret/);

    assert.match(JSON.stringify(first), /Unlimited/);
    assert.deepEqual(await viewsOf(anAgent), ['customer C-1001']);
  });

  it('is shown by a button only when it is written down, though it is found out at that moment', async () => {
    await postEvents(house, start({ customerId: undefined }));
    await nextWith(house, /cannot place/);
    const { leases } = house.ports;
    const { find } = leases;
    leases.messagesSince = () => Promise.resolve([]);
    leases.find = async (callId) => {
      const found = await find(callId);
      await leases.identify(callId, 'C-1001');
      return found;
    };

    const value = { action: { type: 'Action.Execute', verb: 'identifyCaller', data: aTry } };
    const { body } = await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value }));

    assert.match(body, /Please type the account number/);
    assert.doesNotMatch(body, /Margaret/);
    assert.deepEqual(await viewsOf(anAgent), []);
  });

  it('loses them when the call is over, however long the CRM takes for calls that go on', async () => {
    for (const callId of ['live-1', 'live-2', 'over']) {
      await postEvents(house, start({ callId }));
      await nextWith(house, /on the line/);
    }
    await postEvents(house, { type: 'call.ended', callId: 'over', at: now.toISOString() });
    await nextWith(house, /has ended/);
    let asked = 0;
    house.ports.crm.recentContacts = () => {
      asked += 1;
      return new Promise(() => undefined);
    };
    now = new Date(now.getTime() + 30 * 60_000);

    await nextWith(house, /is over/);

    assert.equal(asked, 0);
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
