import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import type { WireActivity } from '../support/connector.ts';
import { aReadDocument, phoneCompany } from '../support/documents.ts';
import { anAgent, anInvoke, type House, type IncomingActivity, startHouse } from '../support/house.ts';

const ada: Agent = { ...anAgent, groups: ['retention'] };
const sue: Agent = { agentId: randomUUID(), name: 'Sue Park', roles: ['supervisor'], groups: [] };
const ben: Agent = { agentId: randomUUID(), name: 'Ben Okafor', roles: ['agent'], groups: [] };
const margaret = { customerId: 'C-1001', name: 'Margaret Hale', phone: '+44 7700 900101', plan: 'Unlimited' };
const secret = aReadDocument({
  title: 'Retention discounts',
  groups: ['retention'],
  passages: [
    {
      heading: 'What retention agents may grant',
      units: [
        'The secret retention discount code is KESTREL and takes 40 percent off for a year.',
        'Must be said on every call: The KESTREL margin floor is twelve percent.',
      ],
    },
  ],
});
const SAID = 'The secret retention discount code takes 40 percent off for a year.';

describe('notes of calls in which restricted documents were shown', () => {
  let house: House;
  let people: Agent[];
  let now: Date;
  beforeEach(async () => {
    now = new Date('2026-11-21T14:02:00Z');
    people = [ada, sue, ben];
    const find = (agentId: string) => Promise.resolve(people.find((one) => one.agentId === agentId));
    house = await startHouse({
      documents: [...phoneCompany, secret],
      ports: { directory: { find } },
      clock: { now: () => now },
      outboxEveryMs: 20,
    });
    await house.ports.customers.save(margaret, 'import');
    await house.say('hi');
    await house.say('hi', chatOf('sue', sue));
    await house.say('hi', chatOf('ben', ben));
    await postEvents(house, aCallStart({ at: now.toISOString(), agentId: ada.agentId, customerId: 'C-1001' }));
    await nextWith(/on the line/);
    assert.match((await house.say('what is the secret retention discount code')).text ?? '', /KESTREL/);
  });
  afterEach(() => house.close());

  const nextWith = async (text: RegExp): Promise<WireActivity> => {
    let message = await house.connector.nextMessage();
    while (!text.test(JSON.stringify(message))) message = await house.connector.nextMessage();
    return message;
  };
  const ended = async (): Promise<WireActivity> => {
    const utterances = [
      { speaker: 'agent', text: 'Good morning, how can I help?' },
      { speaker: 'customer', text: 'My bill is too high, I want to cancel.' },
      { speaker: 'agent', text: `${SAID} I have credited eight pounds to your account.` },
      { speaker: 'customer', text: 'Thank you, that is great.' },
    ];
    const transcript = { utterances };
    await postEvents(house, { type: 'call.ended', callId: 'call-1', at: now.toISOString(), transcript });
    return nextWith(/ready to approve/);
  };
  const press = async (tap: object, from: Partial<IncomingActivity> = {}): Promise<string> => {
    const value = { action: { type: 'Action.Execute', ...tap } };
    return (await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...from }))).body;
  };
  const draft = async () => (await house.ports.drafts.ofCall('call-1')) ?? assert.fail('no draft');
  const show = async (from: Partial<IncomingActivity> = {}): Promise<string> => {
    await press({ verb: 'showNote', data: { draftId: (await draft()).draftId } }, from);
    return JSON.stringify(await nextWith(/Margaret/));
  };
  const approve = async (): Promise<string> => {
    const { draftId, version, nonce, content } = await draft();
    const advice = (content.advice ?? []).map(({ answerId }) => answerId).join(',');
    const card = await press({ verb: 'approveNote', data: { draftId, version, nonce, advice } });
    await nextWith(/in the CRM since/);
    return card + ((await house.ports.crm.recentContacts('C-1001', 10))[0]?.summary ?? assert.fail('no note'));
  };

  it('show and write them for the agent who may read them', async () => {
    const note = JSON.stringify(await ended());

    assert.match(note, /The KESTREL margin floor/);
    assert.match(note, /discount code is KESTREL/);
    assert.match(await approve(), /Advice given:\\?n?\n?- .*KESTREL/);
  });

  it('show nothing of them to a supervisor without their group', async () => {
    await ended();

    assert.doesNotMatch(await show(chatOf('sue', sue)), /KESTREL/);
  });

  it('show nothing of them to the agent who takes the call over', async () => {
    await ended();
    const at = new Date(now.getTime() + 1000).toISOString();
    now = new Date(now.getTime() + 2000);
    await postEvents(house, { type: 'agent.assigned', callId: 'call-1', agentId: ben.agentId, at });

    const note = JSON.stringify(await nextWith(/ready to approve/));

    assert.doesNotMatch(note, /KESTREL/);
    assert.doesNotMatch(await show(chatOf('ben', ben)), /KESTREL/);
  });

  it('show nothing of them, and write nothing into the CRM, once the document is gone', async () => {
    await ended();
    await house.ports.knowledge.removeDocuments([secret.document.documentId]);

    assert.doesNotMatch(await show(), /KESTREL/);
    assert.doesNotMatch(await approve(), /KESTREL/);
  });

  it('show nothing of them, and write nothing into the CRM, once the agent has left the group', async () => {
    await ended();
    people = [{ ...ada, groups: [] }, sue, ben];

    assert.doesNotMatch(await show(), /KESTREL/);
    assert.doesNotMatch(await approve(), /KESTREL/);
  });
});

function chatOf(name: string, { agentId: aadObjectId, ...agent }: Agent): Partial<IncomingActivity> {
  return {
    from: { id: `user-${name}`, name: agent.name, aadObjectId },
    conversation: { id: `personal-${name}`, conversationType: 'personal', tenantId: 'tenant' },
  };
}
