import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import type { ReadDocument } from '../../src/domain/knowledgeDocument.ts';
import { type Admission, LOCAL_SERVICE_HOSTS } from '../../src/teams/admitActivity.ts';
import { EarpieceAdapter } from '../../src/teams/earpieceAdapter.ts';
import { tellAnsweredGaps } from '../../src/teams/tellAnsweredGaps.ts';
import type { WireActivity } from '../support/connector.ts';
import { aReadDocument, phoneCompany } from '../support/documents.ts';
import { anAgent, anInvoke, type House, type IncomingActivity, startHouse } from '../support/house.ts';

const QUESTION = 'do you sell garden furniture';
const DAY_MS = 86_400_000;

const furniture = about('Garden furniture', 'We sell garden furniture from £99 in all shops.');
const channel = { conversation: { id: 'channel-1', conversationType: 'channel', tenantId: 'tenant' } };

describe('telling people of answers they had missed', () => {
  let house: House;
  let now: Date;
  let rita: Agent;
  const people: Agent[] = [];
  beforeEach(async () => {
    now = new Date();
    rita = { agentId: randomUUID(), name: 'Rita Novak', roles: ['agent'], groups: ['retention-team'] };
    people.splice(0, people.length, anAgent, rita);
    house = await startHouse({ documents: phoneCompany, people, clock: { now: () => now } });
  });
  afterEach(() => house.close());

  it('sends the answer once, to their own chat, with their question and buttons that work', async () => {
    await house.say(QUESTION);
    await house.ports.knowledge.saveDocument(furniture);

    const [first, ...more] = [...(await tell()), ...(await tell())];

    assert.deepEqual(more, []);
    assert.match(
      first?.text ?? '',
      /^You asked “do you sell garden furniture”\. There is an answer now: .*£99.* \[1\]$/,
    );
    assert.equal(first?.entities?.[0]?.citation?.[0]?.position, 1);
    assert.match(house.connector.calls.at(-1)?.path ?? '', /personal-ada/);
    assert.match(await pressFirstButton(first), /Hide source 1/);
  });

  it('closes every gap that the answer is for, and tells of it once, however it was asked', async () => {
    const message = await house.say(QUESTION);
    await press(buttonOf(message, 'flagGap'));
    await house.say(QUESTION);
    now = new Date(now.getTime() + 1000);
    await house.say('garden furniture for sale?');
    await house.ports.knowledge.saveDocument(furniture);

    const told = await tell();

    assert.equal(told.length, 1);
    assert.match(told[0]?.text ?? '', /^You asked “garden furniture for sale\?”/);
    assert.deepEqual(
      (await house.ports.gaps.list(new Date(0))).map(({ answeredAt }) => answeredAt?.getTime()),
      Array(4).fill(now.getTime()),
    );
  });

  it('asks a follow-up again with what was said before it', async () => {
    for (const question of ['what is the notice period to cancel', 'and for zorgblatt?', 'what does unlimited cost']) {
      await house.say(question);
      now = new Date(now.getTime() + 1000);
    }
    await house.ports.knowledge.saveDocument(about('Zorgblatt', 'The notice period for Zorgblatt is 77 days.'));
    await house.ports.knowledge.saveDocument(about('Zorgblatt fees', 'Zorgblatt costs £5 a month.'));

    const [message] = await tell();

    assert.match(message?.text ?? '', /^You asked “and for zorgblatt\?”.*77 days/);
  });

  it('speaks the language of their client', async () => {
    await house.say('zorgblatt', { locale: 'de-DE', ...chatOf('greta', anAgent) });
    await house.ports.knowledge.saveDocument(about('Zorgblatt', 'Zorgblatt kostet 5 Euro.'));

    const [message] = await tell();

    assert.match(message?.text ?? '', /^Sie haben gefragt: „zorgblatt“\. Jetzt gibt es eine Antwort:/);
  });

  it('stays quiet while nothing answers, or only something close', async () => {
    await house.say(QUESTION);
    await house.ports.knowledge.saveDocument(about('Canteen', 'The canteen is open at noon.'));

    assert.deepEqual(await tell(), []);
    assert.ok((await house.ports.gaps.list(new Date(0))).every(({ answeredAt }) => answeredAt === undefined));
  });

  it('stays quiet about an answer that was sure and flagged all the same', async () => {
    const message = await house.say('what is the notice period to cancel');
    await press(buttonOf(message, 'flagGap'));

    assert.deepEqual(await tell(), []);
  });

  it('stays quiet after 14 days', async () => {
    await house.say(QUESTION);
    await house.ports.knowledge.saveDocument(furniture);
    now = new Date(now.getTime() + 14 * DAY_MS + 1);

    assert.deepEqual(await tell(), []);
  });

  it('closes the gap of somebody without a chat of their own and tells nobody', async () => {
    await house.say(QUESTION, { from: { id: 'user-eve', name: 'Eve', aadObjectId: randomUUID() }, ...channel });
    await house.ports.knowledge.saveDocument(furniture);

    assert.deepEqual(await tell(), []);
    const [gap] = await house.ports.gaps.list(new Date(0));
    assert.deepEqual(gap?.answeredAt, now);
  });

  it('tells somebody who asked in a channel in their own chat', async () => {
    await house.say('hello');
    await house.say(QUESTION, channel);
    await house.ports.knowledge.saveDocument(furniture);

    const told = await tell();

    assert.equal(told.length, 1);
    assert.match(house.connector.calls.at(-1)?.path ?? '', /personal-ada/);
  });

  it('gives nobody a document outside the groups they are in now', async () => {
    await house.say(QUESTION, chatOf('rita', rita));
    people.splice(0, people.length, { ...rita, groups: [] });
    await house.ports.knowledge.saveDocument({
      document: { ...furniture.document, groups: ['retention-team'] },
      passages: furniture.passages,
    });

    assert.deepEqual(await tell(), []);
  });

  it('tells somebody of a restricted document when they are in its group by now', async () => {
    people.splice(0, people.length, { ...rita, groups: [] });
    await house.say(QUESTION, chatOf('rita', rita));
    people.splice(0, people.length, rita);
    await house.ports.knowledge.saveDocument({
      document: { ...furniture.document, groups: ['retention-team'] },
      passages: furniture.passages,
    });

    const [message] = await tell();

    assert.match(message?.text ?? '', /£99/);
  });

  it('says nothing more of a source that was withdrawn again', async () => {
    await house.say(QUESTION);
    await house.ports.knowledge.saveDocument(furniture);
    await house.ports.knowledge.removeDocuments([furniture.document.documentId]);

    assert.deepEqual(await tell(), []);
  });

  it('writes to no chat that would be turned away now', async () => {
    await house.say(QUESTION);
    await house.ports.knowledge.saveDocument(furniture);

    const told = await tell({ tenants: ['another-tenant'], serviceHosts: LOCAL_SERVICE_HOSTS, tokenIssuer: null });

    assert.deepEqual(told, []);
  });

  it('shows a hostile question as text', async () => {
    await house.say('how much is zorgblatt a month **price** &lt;at&gt;all&lt;/at&gt;');
    await house.ports.knowledge.saveDocument(about('Zorgblatt', 'The monthly price of Zorgblatt is £77.'));

    const [message] = await tell();

    assert.match(message?.text ?? '', /a month \\\*\\\*price\\\*\\\* \\<at\\>all\\<\/at\\>”/);
  });

  it('tells once when two bots on one database look at the same moment', async () => {
    await house.say(QUESTION);
    await house.ports.knowledge.saveDocument(furniture);
    const told = countMessages();

    await Promise.all([run(), run(), run()]);

    assert.equal(told(), 1);
  });

  it('sends at most twenty messages at a time, and the rest the next time', async () => {
    for (let person = 0; person < 23; person += 1) {
      await house.say(QUESTION, chatOf(`person-${person}`, { ...anAgent, agentId: randomUUID() }));
    }
    await house.ports.knowledge.saveDocument(furniture);
    const told = countMessages();

    const isDone = [await run()];
    const atFirst = told();
    isDone.push(await run());

    assert.deepEqual([atFirst, told(), ...isDone], [20, 23, false, true]);
  });

  it('tells the others when one chat is gone', async () => {
    await house.say(QUESTION, chatOf('rita', rita));
    now = new Date(now.getTime() + 1000);
    await house.say(QUESTION);
    await house.ports.knowledge.saveDocument(furniture);
    const chat = await house.ports.conversations.personalChatOf(anAgent.agentId);
    const gone = { ...chat!.reference, serviceUrl: 'http://127.0.0.1:1' };
    await house.ports.conversations.save({ ...chat!, reference: gone });

    const told = await tell();

    assert.equal(told.length, 1);
    assert.match(house.connector.calls.at(-1)?.path ?? '', /personal-rita/);
    assert.ok(house.logged.some(({ message }) => message === 'could not tell of an answer'));
  });

  /** One look at the gaps, as the running bot takes it; resolves to what was sent. */
  async function tell(admission?: Admission): Promise<WireActivity[]> {
    const before = house.connector.messages().length;
    await run(admission);
    return house.connector.messages().slice(before);
  }

  function run(
    admission: Admission = { tenants: null, serviceHosts: LOCAL_SERVICE_HOSTS, tokenIssuer: null },
  ): Promise<boolean> {
    const adapter = new EarpieceAdapter({ options: { MicrosoftAppId: '' } });
    return tellAnsweredGaps({ adapter, admission, botId: '' }, house.ports);
  }

  function countMessages(): () => number {
    const before = house.connector.messages().length;
    return () => house.connector.messages().length - before;
  }

  async function press(button: Button | undefined): Promise<string> {
    const value = { action: { type: 'Action.Execute', verb: button?.verb, data: button?.data } };
    return (await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value }))).body;
  }

  function pressFirstButton(message: WireActivity | undefined): Promise<string> {
    return press(buttonOf(message, 'openSource'));
  }
});

describe('a bot whose documents change', () => {
  it('tells of the answer by itself', async () => {
    const house = await startHouse({ documents: phoneCompany, gapsEveryMs: 20 });
    try {
      await house.say(QUESTION);

      await house.ports.knowledge.saveDocument(furniture);

      const message = await house.connector.nextMessage();
      assert.match(message.text ?? '', /^You asked “do you sell garden furniture”/);
    } finally {
      await house.close();
    }
  });
});

interface Button {
  verb?: string;
  data?: object;
}

function buttonOf(message: WireActivity | undefined, verb: string): Button | undefined {
  const card = message?.attachments?.[0]?.content as { actions?: Button[] } | undefined;
  return card?.actions?.find((button) => button.verb === verb);
}

function chatOf(key: string, agent: Agent): Partial<IncomingActivity> {
  return {
    from: { id: `user-${key}`, name: agent.name, aadObjectId: agent.agentId },
    conversation: { id: `personal-${key}`, conversationType: 'personal', tenantId: 'tenant' },
  };
}

function about(title: string, sentence: string): ReadDocument {
  return aReadDocument({ title, passages: [{ heading: title, units: [sentence] }] });
}
