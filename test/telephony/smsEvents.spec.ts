import assert from 'node:assert/strict';
import { receiveSmsEvents } from '../../src/telephony/smsEvents.ts';
import { anEvent, RECEIPT, receiptData, REPLY } from '../support/sms/communicationServices.ts';

const KEY = 'a key for events that only tests know';

describe('events of Azure Communication Services', () => {
  const post = async (events: unknown, key: string | undefined = KEY, eventsKey: string | undefined = KEY) => {
    const heard: object[] = [];
    const listener = {
      onReceipt: async (receipt: object) => void heard.push(receipt),
      onReply: async (reply: object) => void heard.push(reply),
    };
    const body = Buffer.from(typeof events === 'string' ? events : JSON.stringify(events));
    return { ...(await receiveSmsEvents({ body, key }, { listener, eventsKey })), heard };
  };
  const receipt = anEvent(RECEIPT, receiptData('sms-1', true));

  it('are taken from whoever has the key, and there is no such address without one', async () => {
    const statuses = [
      (await post([receipt])).status,
      (await post([receipt], 'another key')).status,
      (await receiveSmsEvents({ body: Buffer.from('[]'), key: undefined }, { listener: never, eventsKey: KEY })).status,
      (await receiveSmsEvents({ body: Buffer.from('[]'), key: '' }, { listener: never, eventsKey: undefined })).status,
    ];

    assert.deepEqual(statuses, [200, 401, 401, 404]);
  });

  it('answer the question with which Event Grid begins', async () => {
    const asked = anEvent('Microsoft.EventGrid.SubscriptionValidationEvent', {
      validationCode: '512d38b6',
      validationUrl: 'https://rp',
    });

    assert.deepEqual((await post([asked])).body, { validationResponse: '512d38b6' });
  });

  it('say what became of an SMS by its tag, however their fields are written', async () => {
    const written = { messageId: 'x', tag: 'sms-2', deliveryStatus: 'Failed' };
    const others = [{ tag: 'sms-3', deliveryStatus: 'Enroute' }, { deliveryStatus: 'Delivered' }, { tag: 7 }, {}];

    const { heard } = await post([receipt, ...[written, ...others].map((data) => anEvent(RECEIPT, data))]);

    assert.deepEqual(heard, [
      { reference: 'sms-1', isDelivered: true },
      { reference: 'sms-2', isDelivered: false },
    ]);
  });

  it('bring replies with the number of whoever wrote', async () => {
    const { heard } = await post([anEvent(REPLY, { from: '447700900123', to: '18331110000', message: 'Stop' })]);

    assert.deepEqual(heard, [{ from: '+447700900123', text: 'Stop' }]);
  });

  it('are refused where they are none', async () => {
    const bodies = ['', '{', '{}', 'null', '[1]', '[{"eventType":1}]', JSON.stringify(Array(1001).fill(receipt))];

    const statuses = await Promise.all(bodies.map(async (body) => (await post(body)).status));

    assert.deepEqual(
      statuses,
      bodies.map(() => 400),
    );
  });
});

const never = {
  onReceipt: () => Promise.reject(new Error('not asked for')),
  onReply: () => Promise.reject(new Error('not asked for')),
};
