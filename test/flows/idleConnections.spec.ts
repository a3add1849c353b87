import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connector, startConnector } from '../support/connector.ts';
import { aMessage, type House, startHouse } from '../support/house.ts';

describe('a chat that was quiet for a while', () => {
  let house: House;
  let connector: Connector;
  beforeEach(async () => {
    house = await startHouse();
    connector = await startConnector({ keptIdleSeconds: 2 });
  });
  afterEach(async () => {
    await house.close();
    await connector.close();
  });

  it('gets its answer, though Teams was about to close the connection of the one before', async () => {
    await house.post(aMessage(connector.url, { text: 'hi' }));
    await connector.nextMessage();
    await sleep(1_500);

    await house.post(aMessage(connector.url, { text: 'help' }));
    const message = await connector.nextMessage();

    assert.match(message.text ?? '', /Ask a question in plain words/);
  });
});
