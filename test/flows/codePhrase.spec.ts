import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import type { WireActivity } from '../support/connector.ts';
import { anAgent, anInvoke, type House, startHouse } from '../support/house.ts';
import { aMessageCentre, together } from '../support/sms/messageCentre.ts';

const ben: Agent = { agentId: randomUUID(), name: 'Ben Okafor', roles: ['agent'], groups: [] };
const margaret = { customerId: 'C-1001', name: 'Margaret Hale', phone: '07700 900101', accountNumber: '7710010' };
const owen = { customerId: 'C-1004', name: 'Owen Price' };

describe('proving to a customer that it is us', () => {
  let centre: Awaited<ReturnType<typeof aMessageCentre>>;
  let house: House;
  beforeEach(async () => {
    centre = await aMessageCentre();
    house = await startHouse({
      people: [anAgent, ben],
      environment: {
        ...{ SMS_PROVIDER: 'smpp', SMS_SENDER: 'Contoso', SMS_SMPP_URL: `smpp://127.0.0.1:${centre.port}` },
        ...{ SMS_SMPP_SYSTEM_ID: 'earpiece', SMS_SMPP_PASSWORD: 'secret', COMPANY_NAME: 'Żabka Mobile' },
      },
    });
    for (const customer of [margaret, owen]) await house.ports.customers.save(customer, 'import');
    await house.say('hi');
  });
  afterEach(async () => {
    await house.close();
    await centre.leave();
  });
  const call = async (over: object = {}): Promise<WireActivity> => {
    const outbound = { direction: 'outbound', agentId: anAgent.agentId, customerId: 'C-1001' };
    await postEvents(house, aCallStart({ ...outbound, ...over }));
    return house.connector.nextMessage();
  };
  const press = async (over: object = {}): Promise<string> => {
    const value = { action: { type: 'Action.Execute', verb: 'sendCodePhrase', data: { callId: 'call-1' } } };
    const invoke = anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...over });
    return (await house.post(invoke)).body;
  };
  const textOf = (card: unknown): string => JSON.stringify(card);
  const phraseIn = (text: string): string =>
    /"text":"(\w+ \w+ \w+)","weight":"Bolder","size":"ExtraLarge"/.exec(text)?.[1] ?? '';
  const nextWith = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const text = textOf((await house.connector.nextMessage()).attachments);
      if (pattern.test(text)) return text;
    }
  };

  it('offers it on an outbound call, sends one phrase to the number on file and shows the same to the agent', async () => {
    const message = await call();

    const pressed = [await press(), await press()];
    const arriving = await nextWith(/on its way/);
    for (const part of ['part-1', 'part-2']) await centre.receipt(part, 'DELIVRD');
    const arrived = await nextWith(/has arrived/);

    assert.match(textOf(message.attachments), /Prove it is us/);
    const phrase = phraseIn(pressed[0] ?? '');
    assert.match(phrase, /^\w+ \w+ \w+$/);
    assert.deepEqual([pressed[1] ?? '', arriving, arrived].map(phraseIn), [phrase, phrase, phrase]);
    assert.deepEqual(
      together(centre.parts).map(({ to, text }) => [to, text]),
      [
        [
          '+447700900101',
          `Żabka Mobile: it is us if the agent on the phone says "${phrase}". Hang up on anybody who asks you for it.`,
        ],
      ],
    );
    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    const sms = rows.filter(({ action }) => action === 'sms');
    assert.deepEqual(
      sms.map(({ who, result }) => [who, result]),
      [
        [anAgent.agentId, 'begun'],
        ['earpiece', 'done'],
      ],
    );
    assert.doesNotMatch(JSON.stringify([rows, house.logged]), new RegExp(phrase));
  });

  it('says that the SMS did not arrive, and shows no phrase then', async () => {
    await call();
    centre.moods.push('bad-number');

    await press();
    const lost = await nextWith(/did not arrive/);

    assert.equal(phraseIn(lost), '');
    assert.match(lost, /published number/);
  });

  it('offers nothing on an inbound call, to somebody without a number, or without SMS', async () => {
    const inbound = await call({ direction: 'inbound' });
    const pressed = await press();
    const unreachable = await call({ callId: 'call-2', customerId: 'C-1004' });

    assert.doesNotMatch(textOf([inbound.attachments, unreachable.attachments]), /Prove it/);
    assert.match(pressed, /cannot send a phrase on this call/);
    assert.equal(centre.parts.length, 0);
  });

  it('sends nothing for whoever does not have the call', async () => {
    await call();

    const from = { id: 'user-ben', name: ben.name, aadObjectId: ben.agentId };
    const pressed = await press({
      from,
      conversation: { id: 'personal-ben', conversationType: 'personal', tenantId: 'tenant' },
    });

    assert.match(pressed, /not your call/);
    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    const refused = rows.filter(({ who, result }) => who === ben.agentId && result === 'refused');
    assert.deepEqual(
      refused.map(({ what, reason }) => [what, reason]),
      [['code phrase of call call-1', 'not-your-call']],
    );
    assert.deepEqual(await house.ports.smsOutbox.counts(new Date(0)), []);
  });

  it('respects whoever wants no SMS', async () => {
    await house.ports.subscribers.save({ number: '+447700900101', language: 'en', isOptedOut: true, isQuiet: false });
    await call();

    const pressed = await press();

    assert.match(pressed, /gets no SMS from us/);
    assert.equal(phraseIn(pressed), '');
    assert.deepEqual(await house.ports.smsOutbox.counts(new Date(0)), [
      { purpose: 'code-phrase', state: 'withheld', problem: 'opted-out', count: 1 },
    ]);
  });
});
