import assert from 'node:assert/strict';
import { aReadDocument } from '../support/documents.ts';
import { aMessage, anAgent, type House, startHouse } from '../support/house.ts';

const ofTheSample = aReadDocument({ title: 'Mobile tariffs', passages: [], origin: 'sample' });

describe('joining', () => {
  let house: House;
  beforeEach(async () => {
    house = await startHouse();
  });
  afterEach(() => house.close());

  const added = (over: object): object =>
    aMessage(house.connector.url, {
      type: 'conversationUpdate',
      text: undefined,
      membersAdded: [{ id: 'bot' }],
      ...over,
    });

  it('greets a person by first name, with questions to try while the sample company is there', async () => {
    await house.ports.knowledge.saveDocument(ofTheSample);
    await house.post(added({}));

    const message = await house.connector.nextMessage();

    assert.match(message.text ?? '', /^Hello Ada, I am Earpiece/);
    assert.match(JSON.stringify(message.attachments), /what does flex 10 cost/);
  });

  it('asks nothing about the sample company once it has left', async () => {
    await house.ports.knowledge.saveDocument(ofTheSample);
    await house.ports.knowledge.removeDocuments([ofTheSample.document.documentId]);
    await house.ports.knowledge.saveDocument(aReadDocument({ title: 'Own tariffs', passages: [] }));
    await house.post(added({}));

    const message = await house.connector.nextMessage();

    assert.doesNotMatch(JSON.stringify(message.attachments), /flex 10|sample company|Try one of these/);
  });

  it('greets a team in one sentence', async () => {
    await house.post(added({ conversation: { id: 'channel-1', conversationType: 'channel', tenantId: 'tenant' } }));

    const message = await house.connector.nextMessage();

    assert.match(message.text ?? '', /Mention me/);
  });

  it('remembers where the person can be reached', async () => {
    await house.post(added({}));
    await house.connector.nextMessage();

    const chat = await house.ports.conversations.personalChatOf(anAgent.agentId);

    assert.equal(chat?.conversationId, 'personal-ada');
  });

  it('stays quiet when other people join', async () => {
    await house.post(added({ membersAdded: [{ id: 'user-bob' }] }));
    await house.say('hi');

    assert.equal(house.connector.messages().length, 1);
  });

  it('explains itself when asked for help', async () => {
    const message = await house.say('help');

    assert.match(message.text ?? '', /Ask a question in plain words/);
  });
});
