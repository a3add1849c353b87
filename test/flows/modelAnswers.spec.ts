import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { ModelUnavailable } from '../../src/ports/languageModel.ts';
import { type PromptShield, ShieldUnavailable } from '../../src/ports/promptShield.ts';
import type { WireActivity } from '../support/connector.ts';
import { phoneCompany } from '../support/documents.ts';
import { aMessage, anAgent, type House, startHouse } from '../support/house.ts';
import {
  anOutput,
  latestText,
  type Said,
  scriptedModel,
  type ScriptedModel,
  sourceTitled,
} from '../support/scriptedModel.ts';

const rita: Agent = { agentId: randomUUID(), name: 'Rita Novak', roles: ['agent'], groups: ['retention-team'] };
const fromRita = { from: { id: 'user-rita', name: rita.name, aadObjectId: rita.agentId } };
const channel = { id: 'channel-1', conversationType: 'channel', tenantId: 'tenant' };
const NOTICE = 'whats the notice period to cancel';

describe('answers by a model in Teams', () => {
  let house: House;
  const open = async (model: ScriptedModel, over: object = {}): Promise<House> =>
    (house = await startHouse({ documents: phoneCompany, people: [anAgent, rita], model, ...over }));
  afterEach(() => house.close());

  /** A model that waits until it is told to answer. */
  const waiting = (said: (request: Parameters<Parameters<typeof scriptedModel>[0]>[0]) => Said) => {
    const gate = Promise.withResolvers<void>();
    return {
      answerNow: () => gate.resolve(),
      model: scriptedModel((request) => gate.promise.then(() => said(request))),
    };
  };

  it('sends sentence and sources at once, and replaces that message in place when the model has answered', async () => {
    const { model, answerNow } = waiting((request) =>
      anOutput('You can cancel with 14 days of notice.', [sourceTitled('Cancellation policy', request)]),
    );
    await open(model);

    const first = await house.say(NOTICE);
    const sentAs = house.connector.calls.length;
    answerNow();
    const second = await house.connector.nextMessage();

    assert.match(first.text ?? '', /notice period for cancelling any plan is 14 days\. \[1\]/);
    assert.match(cardText(first), /fuller answer will replace this/);
    assert.match(second.text ?? '', /^You can cancel with 14 days of notice\. \[1\]$/);
    const update = house.connector.calls.at(-1);
    assert.deepEqual([update?.method, second.id], ['PUT', `sent-${sentAs}`]);
    assert.doesNotMatch(cardText(second), /fuller answer/);
    assert.match(cardText(second), /Written by a language model/);
    assert.deepEqual(second.entities?.[0]?.additionalType, ['AIGeneratedContent']);
    assert.equal(second.entities?.[0]?.citation?.length, 1);
  });

  it('tries again when the better answer does not get through at first', async () => {
    let refusals = 0;
    const { model, answerNow } = waiting((request) =>
      anOutput('You can cancel with 14 days of notice.', [sourceTitled('Cancellation policy', request)]),
    );
    await open(model, { connectorStatus: () => (refusals-- > 0 ? 502 : 200) });
    await house.say(NOTICE);
    refusals = 1;
    answerNow();

    assert.match((await house.connector.nextMessage()).text ?? '', /You can cancel with 14 days/);
  });

  it('spends on a few of twenty who ask at the same moment what is left for one', async () => {
    const { model, answerNow } = waiting((request) =>
      anOutput('You can cancel with 14 days of notice.', [sourceTitled('Cancellation policy', request)]),
    );
    await open(model, { modelHouse: { limits: { perPersonDay: 100, perCall: 0, perDay: 0 } } });
    const chats = Array.from({ length: 20 }, (_, at) => ({
      conversation: { id: `chat-${at}`, conversationType: 'personal', tenantId: 'tenant' },
    }));

    const texts = await Promise.all(chats.map((chat) => house.say(NOTICE, chat)));
    answerNow();

    assert.equal(texts.length, 20);
    assert.equal(model.asked.length, 1);
  });

  it('reads nothing that the prompt shield takes for an attack, and is not asked when nobody can look', async () => {
    let isAway = false;
    const shield: PromptShield = {
      check: (prompt, documents) =>
        isAway
          ? Promise.reject(new ShieldUnavailable('away'))
          : Promise.resolve({
              isAttack: prompt.includes('zebra'),
              documents: documents.map((text) => text.startsWith('Cancellation policy')),
            }),
    };
    const model = scriptedModel(() => anOutput('Nothing is known.', []));
    await open(model, { modelHouse: { shield } });

    await house.answer(NOTICE);
    const shown = JSON.stringify(model.asked);
    const attacked = await house.answer('what would zebra the notice period be');
    isAway = true;
    const away = await house.answer('notice period to cancel');

    assert.equal(model.asked.length, 1);
    assert.doesNotMatch(shown, /14 days/);
    for (const message of [attacked, away]) assert.match(message.text ?? '', /14 days/);
  });

  it('answers Teams and shows the sources while the model hangs', async () => {
    const { model, answerNow } = waiting(() => ({ none: 'refused' }));
    await open(model);

    const reply = await house.post(aMessage(house.connector.url, { text: NOTICE }));
    const first = await house.connector.nextMessage();

    assert.equal(reply.status, 200);
    assert.match(first.text ?? '', /14 days/);
    answerNow();
    await house.connector.nextMessage();
  });

  it('says so when the model contradicts what was said first', async () => {
    await open(scriptedModel(() => anOutput('You can cancel with 30 days of notice.', [1])));

    const message = await house.answer(NOTICE);

    assert.match(cardText(message), /My first answer said 14 days, this one says 30 days/);
  });

  const stays: readonly [string, () => Said, RegExp][] = [
    [
      'is down',
      () => {
        throw new ModelUnavailable('away');
      },
      /not available just now/,
    ],
    ['is filtered', () => ({ none: 'filtered' }), /would not answer this/],
    ['refuses', () => ({ none: 'refused' }), /would not answer this/],
    ['writes no JSON', () => ({ none: 'malformed' }), /not available just now/],
    ['answers in another form', () => ({ output: { text: 'hello' } }), /not available just now/],
    ['cites nothing it was shown', () => anOutput('You can cancel at once.', [99]), /did not find the answer/],
    ['says that nothing answers', () => anOutput('', [], { found: false }), /did not find the answer/],
  ];
  for (const [what, script, label] of stays) {
    it(`keeps the answer from the sources, and says why, when the model ${what}`, async () => {
      await open(scriptedModel(script));

      const message = await house.answer(NOTICE);

      assert.match(message.text ?? '', /14 days\. \[1\]$/);
      assert.match(cardText(message), label);
      assert.equal(message.entities?.[0]?.additionalType, undefined);
    });
  }

  it('finds by other words what the question’s own words do not find', async () => {
    const model = scriptedModel((request) =>
      request.messages.length === 1
        ? { toolCalls: [{ callId: 'c1', tool: 'search_knowledge', input: { query: 'early exit fee' } }] }
        : anOutput('It costs half of what is left.', [sourceTitled('Cancellation policy · Early exit fee', request)]),
    );
    await open(model);

    const message = await house.answer('wants out prematurely, damage?');

    assert.match(message.text ?? '', /half of what is left/);
    assert.match(cardText(message), /Cancellation policy/);
    assert.deepEqual(await house.ports.gaps.list(new Date(0)), []);
  });

  it('is not asked about small talk, nor about a search that is away', async () => {
    const model = scriptedModel(() => ({}));
    await open(model);

    await house.answer('hi there');

    assert.equal(model.asked.length, 0);
  });

  it('must answer after three rounds of tools, however many it asks for', async () => {
    const model = scriptedModel(({ tools }) =>
      tools === undefined
        ? anOutput('14 days of notice.', [1])
        : {
            toolCalls: Array.from({ length: 9 }, (_, at) => ({
              callId: `c${at}`,
              tool: 'search_knowledge',
              input: {},
            })),
          },
    );
    await open(model);

    const message = await house.answer(NOTICE);

    assert.match(message.text ?? '', /14 days of notice/);
    assert.equal(model.asked.length, 4);
    assert.equal(model.asked[1]?.messages.length, 5);
  });

  it('has only what everybody may read in a channel, and no customer there', async () => {
    const model = scriptedModel((request) =>
      anOutput('25 % for a year.', [sourceTitled('Retention playbook', request)]),
    );
    const record = { title: 'CRM', text: 'Name: Erin Holt' };
    const source = () => Promise.resolve(record);
    await open(model, { modelHouse: { customerReader: () => ({ customer: source, recentContacts: source }) } });

    await house.answer('what loyalty discount can i offer', { ...fromRita, conversation: channel });

    const [first] = model.asked;
    assert.doesNotMatch(latestText(first!), /25 %|Retention/);
    assert.deepEqual(
      first?.tools?.map(({ name }) => name),
      ['search_knowledge'],
    );
  });

  it('counts tokens, warns when they run out, and then answers from the sources', async () => {
    const model = scriptedModel(() => anOutput('14 days of notice.', [1]));
    const limits = { perPersonDay: 150, perCall: 0, perDay: 0 };
    await open(model, { modelHouse: { limits } });
    await house.ports.tokenUses.add({
      agentId: anAgent.agentId,
      conversationId: 'x',
      at: new Date(),
      input: 125,
      output: 0,
    });

    const near = await house.answer(NOTICE);
    const out = await house.answer('how much is flex 10 a month');

    assert.match(cardText(near), /Most of the allowance/);
    assert.match(cardText(out), /allowance for the language model is used up/);
    assert.match(out.text ?? '', /£10/);
    assert.equal(model.asked.length, 1);
    const spent = await house.ports.tokenUses.spent({ agentId: anAgent.agentId, at: new Date() });
    assert.equal(spent.byPerson, 245);
  });

  it('has one question of a conversation before the model at a time', async () => {
    const { model, answerNow } = waiting(() => anOutput('14 days of notice.', [1]));
    await open(model);
    await house.say(NOTICE);

    const second = await house.answer('how much is flex 10 a month');

    assert.match(cardText(second), /still working on the question before/);
    assert.match(second.text ?? '', /£10/);
    answerNow();
    assert.match((await house.connector.nextMessage()).text ?? '', /14 days of notice/);
    assert.equal(model.asked.length, 1);
  });

  it('opens the sources of the answer that stands there now', async () => {
    await open(scriptedModel((request) => anOutput('14 days.', [sourceTitled('Cancellation policy', request)])));

    const message = await house.answer(NOTICE);
    const [button] = (message.attachments?.[0]?.content.actions ?? []) as { data: object }[];
    await house.post(aMessage(house.connector.url, { text: undefined, replyToId: 'sent-2', value: button?.data }));
    const opened = await house.connector.nextMessage();

    assert.match(cardText(opened), /It starts on the day the customer tells us/);
  });

  it('tells the model what was said before, as data', async () => {
    const model = scriptedModel(() => anOutput('14 days of notice.', [1]));
    await open(model);
    await house.answer('how much is flex 10 a month');

    await house.answer('and unlimited?');

    assert.match(
      latestText(model.asked[1]!),
      /Said before:\n\n<<<\w{16} conversation\nAgent: how much is flex 10 a month/,
    );
  });
});

function cardText(message: WireActivity): string {
  return JSON.stringify(message.attachments?.[0]?.content ?? '');
}
