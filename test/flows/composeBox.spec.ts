import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { phoneCompany } from '../support/documents.ts';
import { anAgent, anInvoke, type House, startHouse } from '../support/house.ts';

const rita: Agent = { agentId: randomUUID(), name: 'Rita Novak', roles: ['agent'], groups: ['retention-team'] };
const fromRita = { from: { id: 'user-rita', name: rita.name, aadObjectId: rita.agentId } };

interface Extension {
  composeExtension?: { type: string; text?: string; attachments?: { content: object; preview: { content: object } }[] };
  task?: { type: string; value: { card: { content: object } } };
}

describe('the compose box', () => {
  let house: House;
  beforeEach(async () => {
    house = await startHouse({ documents: phoneCompany, people: [anAgent, rita] });
  });
  afterEach(() => house.close());

  const search = async (value: object, over: object = {}): Promise<Extension> => {
    const invoke = anInvoke(house.connector.url, 'composeExtension/query', { value, ...over });
    return JSON.parse((await house.post(invoke)).body) as Extension;
  };
  const typed = (text: string, options: object = {}): object => ({
    commandId: 'searchKnowledge',
    parameters: [{ name: 'words', value: text }],
    queryOptions: { skip: 0, count: 25, ...options },
  });

  it('finds passages and inserts them as cards with their place', async () => {
    const { composeExtension } = await search(typed('notice period'));

    assert.equal(composeExtension?.type, 'result');
    assert.match(JSON.stringify(composeExtension?.attachments?.[0]), /14 days.*Cancellation policy · page 2/s);
  });

  it('pages through results without repeating one', async () => {
    const first = await search(typed('plan notice', { count: 1 }));
    const second = await search(typed('plan notice', { skip: 1, count: 1 }));

    assert.equal(first.composeExtension?.attachments?.length, 1);
    assert.notDeepEqual(
      first.composeExtension?.attachments?.[0]?.content,
      second.composeExtension?.attachments?.[0]?.content,
    );
  });

  it('accepts a client that leaves out the parameter’s name', async () => {
    const { composeExtension } = await search({ commandId: 'searchKnowledge', parameters: [{ value: 'unlimited' }] });

    assert.match(JSON.stringify(composeExtension), /£25/);
  });

  it('shows what was cited lately before anything is typed', async () => {
    await house.say('what does unlimited cost');

    const { composeExtension } = await search({ parameters: [{ name: 'initialRun', value: 'true' }] });

    assert.match(JSON.stringify(composeExtension), /Mobile tariffs/);
  });

  it('inserts of a restricted document the title only, whoever searched', async () => {
    const { composeExtension } = await search(typed('loyalty discount'), fromRita);

    const inserted = JSON.stringify(composeExtension?.attachments?.[0]?.content);
    assert.match(inserted, /Retention playbook/);
    assert.doesNotMatch(inserted, /25 %/);
  });

  it('never shows a restricted document to those outside its group', async () => {
    const { composeExtension } = await search(typed('loyalty discount retention playbook'));

    assert.doesNotMatch(JSON.stringify(composeExtension), /Retention playbook|25 %/);
  });

  it('says so when nothing is found', async () => {
    const { composeExtension } = await search(typed('zzzz'));

    assert.deepEqual(composeExtension, { type: 'message', text: 'Nothing found. Try other words.' });
  });

  it('opens "Ask Earpiece" on a message with its words filled in', async () => {
    const value = {
      commandId: 'askEarpiece',
      messagePayload: { body: { content: '<p>what does <b>unlimited</b> cost?</p>' } },
    };
    const { body } = await house.post(anInvoke(house.connector.url, 'composeExtension/fetchTask', { value }));

    const { task } = JSON.parse(body) as Extension;
    assert.match(JSON.stringify(task?.value.card.content), /"value":"what does unlimited cost\?"/);
  });

  it('answers "Ask Earpiece" with a card everyone in the conversation may read', async () => {
    const value = { commandId: 'askEarpiece', data: { question: 'what loyalty discount can i offer' } };
    const { body } = await house.post(
      anInvoke(house.connector.url, 'composeExtension/submitAction', { value, ...fromRita }),
    );

    assert.doesNotMatch(body, /25 %|Retention playbook/);
    assert.doesNotMatch(body, /in your chat with me/);
    assert.match(body, /composeExtension/);
  });

  it('sends what others may not read to the own chat of whoever asked in the dialog', async () => {
    await house.say('hi', fromRita);
    const value = { commandId: 'askEarpiece', data: { question: 'what loyalty discount can i offer' } };
    const { body } = await house.post(
      anInvoke(house.connector.url, 'composeExtension/submitAction', { value, ...fromRita }),
    );

    assert.doesNotMatch(body, /25 %|Retention playbook/);
    assert.match(body, /in your chat with me/);
    assert.match((await house.connector.nextMessage()).text ?? '', /25 %/);
  });
});
