import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { phoneCompany } from '../support/documents.ts';
import { anInvoke, type House, startHouse } from '../support/house.ts';

describe('asking too much', () => {
  let house: House;
  let now: Date;
  beforeEach(async () => {
    now = new Date();
    house = await startHouse({
      documents: phoneCompany,
      environment: { RATE_PER_MINUTE: '3', RATE_GLOBAL_PER_MINUTE: '5' },
      clock: { now: () => now },
    });
  });
  afterEach(() => house.close());

  const from = (agentId: string) => ({ from: { id: agentId, name: 'x', aadObjectId: agentId } });
  const ada = from(randomUUID());
  const askOften = async (times: number, over: object = ada) => {
    const texts: string[] = [];
    for (let time = 0; time < times; time += 1) {
      texts.push((await house.say('what does unlimited cost', over)).text ?? '');
    }
    return texts;
  };

  it('is refused in plain words with the time to wait, and answered after it', async () => {
    const texts = await askOften(4);
    now = new Date(now.getTime() + 20_000);
    const [later] = await askOften(1);

    assert.ok(texts.slice(0, 3).every((text) => text.includes('£25')));
    assert.equal(texts[3], 'That was more than I can answer at once. Please ask again in 20 seconds.');
    assert.match(later ?? '', /£25/);
  });

  it('is counted for the same person, however their id is written', async () => {
    const id = randomUUID();
    await askOften(3, from(id));

    const [text] = await askOften(1, from(id.toUpperCase()));

    assert.match(text ?? '', /more than I can answer at once/);
  });

  it('is refused in German too', async () => {
    const texts = await askOften(4, { ...ada, locale: 'de-DE' });

    assert.match(texts[3] ?? '', /Bitte fragen Sie in 20 Sekunden noch einmal/);
  });

  it('by others keeps nobody from their first questions', async () => {
    await askOften(9);
    await askOften(9, from(randomUUID()));

    const texts = await askOften(3, from(randomUUID()));

    assert.ok(texts.every((text) => text.includes('£25')));
  });

  it('is refused in the compose box and the dialog as well', async () => {
    const value = { commandId: 'searchKnowledge', parameters: [{ name: 'words', value: 'unlimited' }] };
    const search = () => house.post(anInvoke(house.connector.url, 'composeExtension/query', { ...ada, value }));
    const searches = [];
    for (let time = 0; time < 13; time += 1) searches.push(await search());
    await askOften(3);
    const ask = { commandId: 'askEarpiece', data: { question: 'what does unlimited cost' } };
    const dialog = await house.post(
      anInvoke(house.connector.url, 'composeExtension/submitAction', { ...ada, value: ask }),
    );

    assert.match(searches[0]?.body ?? '', /£25/);
    assert.match(searches.at(-1)?.body ?? '', /ask again in \d+ seconds/);
    assert.match(dialog.body, /"type":"message".*ask again in \d+ seconds/);
  });

  it('counts for two houses on one database as one', async () => {
    await askOften(2);
    const use = await house.ports.uses.use([{ key: `question:${ada.from.aadObjectId}`, mostPerMinute: 3 }], now);

    const [text] = await askOften(1);

    assert.deepEqual(use.weighing, [3]);
    assert.match(text ?? '', /ask again/);
  });
});
