import assert from 'node:assert/strict';
import { DirectoryUnavailable } from '../../src/ports/directory.ts';
import { SearchUnavailable } from '../../src/ports/knowledgeIndex.ts';
import { ModelUnavailable } from '../../src/ports/languageModel.ts';
import type { WireActivity } from '../support/connector.ts';
import { phoneCompany } from '../support/documents.ts';
import { runCommand } from '../support/earpieceProcess.ts';
import { type House, startHouse } from '../support/house.ts';
import { anOutput, scriptedModel } from '../support/scriptedModel.ts';

const NOTICE = 'whats the notice period to cancel';

/** Each of these is a cell of the table in docs/reliability.md. */
describe('what the agent sees when a part is away', () => {
  let house: House;
  afterEach(() => house.close());
  const open = async (over: object = {}): Promise<House> =>
    (house = await startHouse({ documents: phoneCompany, ...over }));
  const answering = () => scriptedModel(() => anOutput('14 days of notice.', [1]));

  it('model, from the start: the answer from the sources, labelled', async () => {
    await open({
      model: scriptedModel(() => {
        throw new ModelUnavailable('away');
      }),
    });

    const message = await house.answer(NOTICE);

    assert.match(message.text ?? '', /14 days/);
    assert.match(cardText(message), /language model is not available/);
  });

  it('model, between two rounds: the answer from the sources, labelled', async () => {
    await open({
      model: scriptedModel(({ messages }) => {
        if (messages.length > 1) throw new ModelUnavailable('away');
        return { toolCalls: [{ callId: 'c', tool: 'search_knowledge', input: { query: 'notice' } }] };
      }),
    });

    assert.match(cardText(await house.answer(NOTICE)), /language model is not available/);
  });

  it('search, from the start: it says so, and the model is not asked', async () => {
    const model = answering();
    await open({ model });
    house.ports.index.search = () => Promise.reject(new SearchUnavailable('away'));

    const message = await house.answer(NOTICE);

    assert.match(message.text ?? '', /could not search/);
    assert.equal(model.asked.length, 0);
  });

  it('search, while the model asks for it: the model answers from what was found before', async () => {
    const model = scriptedModel(({ messages }) => {
      if (messages.length > 1) return anOutput('14 days of notice.', [1]);
      house.ports.index.search = () => Promise.reject(new SearchUnavailable('away'));
      return { toolCalls: [{ callId: 'c', tool: 'search_knowledge', input: { query: 'notice' } }] };
    });
    await open({ model });

    const message = await house.answer(NOTICE);

    assert.match(message.text ?? '', /14 days of notice/);
    assert.match(JSON.stringify(model.asked[1]), /The search is not available now/);
  });

  it('database, from the start: the process says what to check and does not start', async () => {
    await open();

    const { code, output } = await runCommand(['doctor'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });

    assert.equal(code, 1);
    assert.match(output, /fail database/);
  });

  it('database, when the answer is written down: calm words and a reference, never silence', async () => {
    await open();
    house.ports.answers.recent = () => Promise.reject(new Error('connection lost'));

    const message = await house.answer(NOTICE);

    assert.match(message.text ?? '', /Something went wrong on my side.*reference: [0-9a-f]{8}/);
  });

  it('database, while the model is at work: the answer stays, and does not promise another', async () => {
    const gate = Promise.withResolvers<void>();
    const model = scriptedModel(() => gate.promise.then(() => anOutput('14 days of notice.', [1])));
    await open({ model });
    await house.say(NOTICE);

    house.ports.tokenUses.add = () => Promise.reject(new Error('connection lost'));
    gate.resolve();
    const message = await house.connector.nextMessage();

    assert.match(message.text ?? '', /14 days/);
    assert.match(cardText(message), /language model is not available/);
  });

  it('database, when the better answer is written down: the first stays, and stops promising once it is back', async () => {
    const gate = Promise.withResolvers<void>();
    const model = scriptedModel(() => gate.promise.then(() => anOutput('14 days of notice.', [1])));
    await open({ model });
    await house.say(NOTICE);
    const { replace } = house.ports.answers;
    house.ports.answers.replace = (record) => {
      house.ports.answers.replace = replace;
      return Promise.reject(new Error(`connection lost over ${record.answerId}`));
    };

    gate.resolve();
    const message = await house.connector.nextMessage();

    assert.match(message.text ?? '', /14 days/);
    assert.match(cardText(message), /language model is not available/);
    assert.doesNotMatch(cardText(message), /fuller answer/);
  });

  it('database, when the answer has just been sent: no word more, and its place is noted once it is back', async () => {
    await open();
    const { sentAs } = house.ports.answers;
    const noted = new Promise<string>((resolve) => {
      house.ports.answers.sentAs = () => {
        house.ports.answers.sentAs = (answerId, activityId) => {
          resolve(activityId);
          return sentAs(answerId, activityId);
        };
        return Promise.reject(new Error('connection lost'));
      };
    });

    const message = await house.answer(NOTICE);
    const activityId = await noted;

    assert.match(message.text ?? '', /14 days/);
    assert.equal(house.connector.messages().length, 1);
    assert.match(activityId, /^sent-\d+$/);
  });

  it('directory: what everybody may read, as for somebody nobody knows', async () => {
    await open({ model: answering() });
    house.ports.directory.find = () => Promise.reject(new DirectoryUnavailable('away'));

    assert.match((await house.answer(NOTICE)).text ?? '', /14 days/);
    assert.doesNotMatch(JSON.stringify(await house.answer('what loyalty discount can i offer')), /25 %/);
  });

  it('the CRM, while the model asks for it: an answer without the record', async () => {
    const away = () => Promise.reject(new Error('away'));
    const model = scriptedModel(({ messages }) =>
      messages.length > 1
        ? anOutput('14 days of notice.', [1])
        : { toolCalls: [{ callId: 'c', tool: 'get_customer', input: {} }] },
    );
    await open({ model, modelHouse: { customerReader: () => ({ customer: away, recentContacts: away }) } });

    assert.match((await house.answer(NOTICE)).text ?? '', /14 days of notice/);
    assert.match(JSON.stringify(model.asked[1]), /The record is not available now/);
  });
});

function cardText(message: WireActivity): string {
  return JSON.stringify(message.attachments?.[0]?.content ?? '');
}
