import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { phoneCompany } from '../support/documents.ts';
import { aMessage, anAgent, anInvoke, type House, startHouse } from '../support/house.ts';

const rita: Agent = { agentId: randomUUID(), name: 'Rita Novak', roles: ['agent'], groups: ['retention-team'] };
const fromRita = { from: { id: 'user-rita', name: rita.name, aadObjectId: rita.agentId } };
const ritasChat = {
  ...fromRita,
  conversation: { id: 'personal-rita', conversationType: 'personal', tenantId: 'tenant' },
};
const channel = { id: 'channel-1', conversationType: 'channel', tenantId: 'tenant' };

describe('asking in Teams', () => {
  let house: House;
  beforeEach(async () => {
    house = await startHouse({ documents: phoneCompany, people: [anAgent, rita] });
  });
  afterEach(() => house.close());

  it('answers with the sentence to say, a citation Teams can show, and a card with the source', async () => {
    const message = await house.say('whats the notice period to cancel');

    assert.match(message.text ?? '', /14 days\. \[1\]$/);
    const [entity] = message.entities ?? [];
    assert.equal(entity?.citation?.[0]?.position, 1);
    assert.match(entity?.citation?.[0]?.appearance.name ?? '', /^Cancellation policy · page 2/);
    assert.match(cardText(message), /Cancellation policy/);
    assert.equal(message.speak, 'The notice period for cancelling any plan is 14 days.');
  });

  it('does not claim that a model wrote what stands in the sources', async () => {
    const message = await house.say('what does unlimited cost');

    assert.equal(message.entities?.[0]?.additionalType, undefined);
  });

  it('takes the figure from the row that was asked for, not from its near twin', async () => {
    const plain = await house.say('how much is flex 10 a month');
    const plus = await house.say('how much is flex 10 plus a month');

    assert.match(plain.text ?? '', /£10\b/);
    assert.match(plus.text ?? '', /£14/);
  });

  it('lists the steps in order', async () => {
    const message = await house.say('router light is red what do i do');

    assert.match(message.text ?? '', /^Switch the router off/);
    assert.match(cardText(message), /Switch the router off.*Wait for two minutes.*wait until the light is green/s);
  });

  it('uses the conversation for a follow-up', async () => {
    await house.say('how much is flex 10 a month');

    const message = await house.say('and unlimited?');

    assert.match(message.text ?? '', /£25/);
  });

  it('says what it looked through when nothing answers, and offers to flag the gap', async () => {
    const message = await house.say('do you sell garden furniture');

    assert.match(message.text ?? '', /^I found nothing/);
    assert.match(cardText(message), /garden, furniture/);
    assert.match(cardText(message), /Flag to knowledge team/);
  });

  it('does not search for a greeting', async () => {
    const message = await house.say('hi there');

    assert.match(message.text ?? '', /^Hello/);
    assert.equal(message.attachments, undefined);
  });

  it('answers in the words around the sources in German for a German client', async () => {
    const message = await house.say('gartenmöbel', { locale: 'de-DE' });

    assert.match(message.text ?? '', /^In der Wissensdatenbank steht nichts/);
  });

  it('shows a restricted source to its group in the personal chat only', async () => {
    const inPerson = await house.say('what loyalty discount can i offer', ritasChat);
    const inChannel = await house.say('what loyalty discount can i offer', { ...fromRita, conversation: channel });

    assert.match(inPerson.text ?? '', /25 %/);
    assert.doesNotMatch(JSON.stringify(inChannel), /25 %|loyalty discount of/i);
  });

  it('carries the sensitivity label of its sources, for Teams and on the card', async () => {
    const labelled = await house.say('what loyalty discount can i offer', ritasChat);
    const plain = await house.say('whats the notice period to cancel');

    assert.equal(labelled.entities?.[0]?.usageInfo?.name, 'Highly Confidential');
    assert.match(cardText(labelled), /Sensitivity: Highly Confidential/);
    assert.equal(plain.entities?.[0]?.usageInfo, undefined);
    assert.doesNotMatch(cardText(plain), /Sensitivity/);
  });

  it('sends the full answer to the chat of the one who asked in a channel', async () => {
    await house.say('hello', ritasChat);
    const inChannel = await house.say('what loyalty discount can i offer', { ...fromRita, conversation: channel });

    const inPerson = await house.connector.nextMessage();

    assert.match(inChannel.text ?? '', /full answer is in your chat/);
    assert.match(inPerson.text ?? '', /25 %/);
    const sentTo = house.connector.calls.at(-1)?.path ?? '';
    assert.match(sentTo, /personal-rita/);
  });

  it('shows nobody outside the group anything of a restricted source', async () => {
    const message = await house.say('what loyalty discount can i offer');

    assert.doesNotMatch(JSON.stringify(message), /25 %|Retention playbook/);
  });

  it('marks an answer from a replaced document and prefers the new one', async () => {
    const message = await house.say('notice period cancelling any plan');

    assert.match(message.text ?? '', /14 days/);
    assert.doesNotMatch(message.text ?? '', /30 days/);
  });

  it('shows markdown and markup in a document as text', async () => {
    const message = await house.say('<at>Earpiece</at> **unlimited** [x](https://evil.example) price &amp; data');

    assert.match(message.text ?? '', /£25/);
    assert.doesNotMatch(message.text ?? '', /evil/);
  });

  it('answers a repeated activity once', async () => {
    const activity = aMessage(house.connector.url, { text: 'what does unlimited cost' });

    const [first, second] = await Promise.all([house.post(activity), house.post(activity)]);
    await house.connector.nextMessage();
    await house.say('hi');

    assert.deepEqual([first.status, second.status], [200, 200]);
    assert.equal(house.connector.messages().filter(({ text }) => text?.includes('£25')).length, 1);
  });

  it('keeps a follow-up away from somebody else in the same channel', async () => {
    await house.say('how much is flex 10 a month', { conversation: channel });

    const message = await house.say('and unlimited?', { ...fromRita, conversation: channel });

    assert.doesNotMatch(message.text ?? '', /flex/i);
  });

  it('expands a source in place, closes it, and checks the rights again each time', async () => {
    const message = await house.say('what loyalty discount can i offer', ritasChat);
    const [opener] = buttons(message.attachments?.[0]?.content);
    const press = async () => {
      const value = { action: { type: 'Action.Execute', verb: opener?.verb, data: opener?.data } };
      return (await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { ...ritasChat, value }))).body;
    };

    const opened = await press();
    await house.ports.knowledge.removeDocuments([phoneCompany[4]!.document.documentId]);
    const afterRemoval = await press();

    assert.match(opened, /for twelve months to anyone who cancels/);
    assert.match(opened, /Hide source 1/);
    assert.match(afterRemoval, /can no longer open/);
    assert.doesNotMatch(afterRemoval, /anyone who cancels/);
  });

  it('refuses the buttons of somebody else’s answer', async () => {
    const message = await house.say('what loyalty discount can i offer', ritasChat);
    const [opener] = buttons(message.attachments?.[0]?.content);
    const value = { action: { type: 'Action.Execute', verb: 'openSource', data: opener?.data } };

    const foreign = await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value }));

    assert.doesNotMatch(foreign.body, /loyalty|25 %/);
    assert.equal(foreign.status, 200);
  });

  it('updates the message where it stands for clients without Action.Execute', async () => {
    const message = await house.say('what does unlimited cost');
    const [opener] = buttons(message.attachments?.[0]?.content);

    await house.post(aMessage(house.connector.url, { text: undefined, replyToId: 'sent-2', value: opener?.data }));
    const update = await house.connector.nextMessage();

    assert.match(cardText(update), /Hide source 1/);
    assert.equal(house.connector.calls.at(-1)?.method, 'PUT');
  });

  it('keeps feedback with its reason, and tells the knowledge team of a thumbs down', async () => {
    const message = await house.say('what does unlimited cost');
    const sent = house.connector.calls.findIndex(({ body }) => body.text === message.text) + 1;
    const value = {
      actionName: 'feedback',
      actionValue: { reaction: 'dislike', feedback: '{"feedbackText":"price is old"}' },
    };

    const reply = await house.post(
      anInvoke(house.connector.url, 'message/submitAction', { value, replyToId: `sent-${sent}` }),
    );

    const [feedback] = await house.ports.feedback.list(new Date(0));
    const [gap] = await house.ports.gaps.list(new Date(0));
    assert.equal(reply.status, 200);
    assert.deepEqual([feedback?.reaction, feedback?.reason], ['dislike', 'price is old']);
    assert.deepEqual([gap?.why, gap?.question], ['disliked', 'what does unlimited cost']);
  });

  it('flags a gap once, however often the button is pressed', async () => {
    const message = await house.say('do you sell garden furniture');
    const flag = buttons(message.attachments?.[0]?.content).find(({ verb }) => verb === 'flagGap');
    const value = { action: { type: 'Action.Execute', verb: 'flagGap', data: flag?.data } };

    const replies = await Promise.all(
      [1, 2, 3].map(() => house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value }))),
    );

    const flagged = (await house.ports.gaps.list(new Date(0))).filter(({ why }) => why === 'flagged');
    assert.equal(flagged.length, 1);
    assert.ok(replies.every(({ body }) => body.includes('Flagged to the knowledge team')));
  });
});

interface Button {
  verb?: string;
  data?: object;
}

function buttons(card: unknown): Button[] {
  return (card as { actions?: Button[] } | undefined)?.actions ?? [];
}

function cardText(message: { attachments?: { content: unknown }[] }): string {
  return JSON.stringify(message.attachments?.[0]?.content ?? '');
}
