import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import { type CardPart, partsOfType, shownTexts } from '../support/cardParts.ts';
import type { WireActivity } from '../support/connector.ts';
import { phoneCompany } from '../support/documents.ts';
import { anAgent, anInvoke, type House, type IncomingActivity, startHouse } from '../support/house.ts';

const ben: Agent = { agentId: randomUUID(), name: 'Ben Okafor', roles: ['agent'], groups: [] };
const sue: Agent = { agentId: randomUUID(), name: 'Sue Park', roles: ['supervisor'], groups: [] };
const margaret = { customerId: 'C-1001', name: 'Margaret Hale', phone: '+44 7700 900101', plan: 'Unlimited' };
const utterances = [
  { speaker: 'agent', start: 0, text: 'Good morning, this is Ada, how can I help?' },
  { speaker: 'customer', start: 4.5, text: 'My bill is eight pounds too high, and I was abroad in Spain for a week.' },
  { speaker: 'agent', start: 12, text: 'That was a roaming charge we took by mistake. I have credited eight pounds.' },
  { speaker: 'customer', start: 20, text: 'Thank you. When will the engineer come to look at my broadband?' },
  { speaker: 'agent', start: 75.2, text: 'On Thursday between eight and one.' },
];

describe('a question about a call', () => {
  let house: House;
  const now = new Date('2026-11-21T14:02:00Z');
  let note: WireActivity;
  beforeEach(async () => {
    const people = [anAgent, ben, sue];
    house = await startHouse({ documents: phoneCompany, people, clock: { now: () => now }, outboxEveryMs: 20 });
    await house.ports.customers.save(margaret, 'import');
    await house.say('hi');
    await postEvents(house, aCallStart({ at: now.toISOString(), agentId: anAgent.agentId, customerId: 'C-1001' }));
    await house.connector.nextMessage();
    const ended = { type: 'call.ended', callId: 'call-1', at: now.toISOString(), transcript: { utterances } };
    await postEvents(house, ended);
    note = await nextWith(/ready to approve/);
  });
  afterEach(() => house.close());

  const nextWith = async (text: RegExp): Promise<WireActivity> => {
    let message = await house.connector.nextMessage();
    while (!text.test(JSON.stringify(message))) message = await house.connector.nextMessage();
    return message;
  };
  /** The answer; the note brought up to date may still be on its way. */
  const say = async (text: string): Promise<WireActivity> => {
    let message = await house.say(text);
    while (/ready to approve|cannot place/.test(message.text ?? '')) message = await house.connector.nextMessage();
    return message;
  };
  const cardOf = (message: WireActivity) =>
    message.attachments?.[0]?.content as unknown as Parameters<typeof partsOfType>[0];
  const press = async (verb: string, typed: object, over: Partial<IncomingActivity> = {}): Promise<string> => {
    const taps = partsOfType(cardOf(note), 'Action.Execute').map(({ data }: CardPart) => data ?? {});
    const tap = taps.find((one) => one.verb === verb) ?? assert.fail(`no ${verb}`);
    const value = { action: { type: 'Action.Execute', verb, data: { ...tap, ...typed } } };
    return (await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...over }))).body;
  };

  it('is answered with the lines that were said, numbered and with their time', async () => {
    const answer = await say('What did the customer say about Spain in the call?');

    assert.match(
      answer.text ?? '',
      /Customer: “My bill is eight pounds too high, and I was abroad in Spain for a week\.” \\?\[1\\?\]/,
    );
    const quoted = shownTexts(cardOf(answer)).join(' ');
    assert.match(quoted, /\[1\].*0:04.*abroad in Spain/);
  });

  it('finds the answer that has its words only in the question before it', async () => {
    const answer = await say('When did we say the engineer comes?');

    assert.match(shownTexts(cardOf(answer)).join(' '), /1:15.*On Thursday between eight and one/);
  });

  it('is told that nothing in the call speaks of it, and is written down', async () => {
    const answer = await say('What did she say about her television in this call?');

    assert.equal(answer.text, 'Nothing in this call speaks of that.');
    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    const asked = rows.filter(({ action, what }) => action === 'question' && what.startsWith('note '));
    assert.deepEqual(
      asked.map(({ result }) => result),
      ['no-source'],
    );
  });

  it('leaves questions about how things are to the documents', async () => {
    const answer = await say('what is the notice period for cancelling');

    assert.match(answer.text ?? '', /14 days/);
  });

  it('is answered on the card for its agent and a supervisor, which is audited, and for nobody else', async () => {
    await house.say('hi', chatOf('ben', ben));
    await house.say('hi', chatOf('sue', sue));
    const typed = { question: 'Who was abroad in Spain?' };

    const own = await press('askCall', typed);
    const answer = await nextWith(/Said in the call/);
    const sues = await press('askCall', typed, chatOf('sue', sue));
    await nextWith(/Said in the call/);
    const bens = await press('askCall', typed, chatOf('ben', ben));

    assert.match(own, /You find it below/);
    assert.match(answer.text ?? '', /Spain/);
    assert.match(sues, /You find it below/);
    assert.match(bens, /Only the agent of this call/);
    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    assert.equal(rows.filter(({ who, action }) => who === sue.agentId && action === 'customer.viewed').length, 1);
  });

  it('says that the words are deleted once the note is approved', async () => {
    await press('approveNote', {});
    await nextWith(/in the CRM since/);

    await press('askCall', { question: 'What about Spain?' });

    assert.match((await nextWith(/deleted/)).text ?? '', /its note is approved or has expired/);
  });

  it('says nothing of the call before while another customer is on the line', async () => {
    await postEvents(house, aCallStart({ callId: 'call-2', at: now.toISOString(), agentId: anAgent.agentId }));
    await nextWith(/cannot place/);

    const answer = await say('What did the customer say about Spain in the call?');

    assert.doesNotMatch(JSON.stringify(answer), /abroad in Spain for a week/);
  });
});

function chatOf(name: string, { agentId: aadObjectId, ...agent }: Agent): Partial<IncomingActivity> {
  return {
    from: { id: `user-${name}`, name: agent.name, aadObjectId },
    conversation: { id: `personal-${name}`, conversationType: 'personal', tenantId: 'tenant' },
  };
}
