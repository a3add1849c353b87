import assert from 'node:assert/strict';
import { phoneCompany } from '../support/documents.ts';
import { aMessage, anInvoke, type House, startHouse } from '../support/house.ts';

describe('the messages endpoint', () => {
  let house: House;
  beforeEach(async () => {
    house = await startHouse({ documents: phoneCompany });
  });
  afterEach(() => house.close());

  for (const [what, body] of [
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['a list', '[]'],
    ['null', 'null'],
    ['an object without a type', '{}'],
    [
      'an activity without a sender',
      '{"type":"message","channelId":"msteams","serviceUrl":"http://127.0.0.1:1","conversation":{"id":"c"}}',
    ],
    ['a type that is no text', '{"type":{"toString":1}}'],
    ['deep nesting', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ] as const) {
    it(`answers 400 to ${what} and lives`, async () => {
      const reply = await house.post(body);

      assert.equal(reply.status, 400);
      assert.doesNotMatch(reply.body, /at |Error|\/src\//);
      assert.match((await house.say('hi')).text ?? '', /^Hello/);
    });
  }

  it('answers 413 to a megabyte without reading it', async () => {
    const reply = await house.post(aMessage(house.connector.url, { text: 'x'.repeat(1_000_000) }));

    assert.equal(reply.status, 413);
  });

  it('refuses a question of 20,000 characters in a sentence, without a search', async () => {
    const message = await house.say('flex '.repeat(4000));

    assert.match(message.text ?? '', /too long/);
  });

  it('answers a body full of opened tags without stopping for others', async () => {
    const reply = await house.post(aMessage(house.connector.url, { text: '<p'.repeat(100_000) }));
    const message = await house.connector.nextMessage();

    assert.equal(reply.status, 200);
    assert.match(message.text ?? '', /too long/);
  });

  for (const [what, over] of [
    ['a foreign host', { serviceUrl: 'https://evil.example/' }],
    ['a look-alike host', { serviceUrl: 'https://smba.trafficmanager.net.evil.example/' }],
    ['credentials in the address', { serviceUrl: 'http://user:pass@127.0.0.1:1/' }],
    ['the metadata address', { serviceUrl: 'http://169.254.169.254/' }],
    ['another channel', { channelId: 'AseChannel' }],
  ] as const) {
    it(`answers 403 to ${what} and sends nothing there`, async () => {
      const reply = await house.post(aMessage(house.connector.url, over));

      assert.equal(reply.status, 403);
      assert.equal(house.connector.calls.length, 0);
    });
  }

  it('answers 200 to an invoke nobody handles', async () => {
    const reply = await house.post(anInvoke(house.connector.url, 'something/unknown', { value: {} }));

    assert.equal(reply.status, 200);
  });

  it('answers 200 to an invoke whose value makes no sense', async () => {
    const names = [
      'adaptiveCard/action',
      'message/submitAction',
      'composeExtension/query',
      'composeExtension/fetchTask',
    ];
    for (const name of [...names, 'composeExtension/submitAction']) {
      for (const value of [undefined, null, 'text', 5, [], { action: 5, parameters: 'x', commandId: {} }]) {
        const reply = await house.post(anInvoke(house.connector.url, name, { value }));

        assert.equal(reply.status, 200, `${name} with ${JSON.stringify(value)}`);
      }
    }
  });

  it('says so when the search is away, and logs nothing of the question', async () => {
    await house.ports.index.close();

    const message = await house.say('what does unlimited cost');

    assert.match(message.text ?? '', /could not search the knowledge base/);
    assert.doesNotMatch(JSON.stringify(house.logged), /unlimited/);
  });

  it('never logs what was asked', async () => {
    await house.say('canary-4711 unlimited price');
    await house.say('hello canary-4712');

    assert.doesNotMatch(JSON.stringify(house.logged), /canary/);
  });

  it('goes on when Teams does not take its answer', async () => {
    await house.close();
    let status = 500;
    house = await startHouse({ documents: phoneCompany, connectorStatus: () => status });
    await house.post(aMessage(house.connector.url, { text: 'what does unlimited cost' }));
    await until(() => house.logged.some(({ message }) => message === 'could not tell the person'));
    status = 200;

    const message = await house.say('hi');

    assert.match(message.text ?? '', /^Hello/);
  });

  it('sends nothing again whose fate is unknown', async () => {
    await house.close();
    house = await startHouse({ documents: phoneCompany, connectorStatus: () => 502 });
    await house.post(aMessage(house.connector.url, { text: 'what does unlimited cost' }));
    await until(() => house.logged.some(({ message }) => message === 'could not tell the person'));

    const answers = house.connector.messages().filter(({ text }) => text?.includes('£25'));

    assert.equal(answers.length, 1);
  });

  it('sends again what Teams said it did not take', async () => {
    await house.close();
    let calls = 0;
    house = await startHouse({ documents: phoneCompany, connectorStatus: () => (++calls <= 2 ? 429 : 200) });

    const message = await house.say('what does unlimited cost');

    assert.match(message.text ?? '', /£25/);
  });

  it('answers health without a token', async () => {
    const health = await fetch(`${house.url}/healthz`);
    const ready = await fetch(`${house.url}/readyz`);

    assert.equal(health.status, 200);
    assert.deepEqual(await ready.json(), {
      ...{ status: 'ready', database: true, knowledgeIndex: true, outboxLagSeconds: 0, modelsLeftAlone: 0 },
    });
  });

  it('turns away a page from elsewhere that reaches this machine through its browser', async () => {
    const asked = { ...aMessage('what is the loyalty discount'), id: 'from-elsewhere' };

    const rebound = await house.post(asked, { origin: 'https://evil.example' });

    assert.equal(rebound.status, 403);
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
