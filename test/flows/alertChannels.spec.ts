import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import type { ConnectorCall } from '../support/connector.ts';
import { aMessage, anAgent, anInvoke, type House, type IncomingActivity, startHouse } from '../support/house.ts';
import { channelChat, ownChat, RISING_CALL, say } from '../support/risingCall.ts';

const sam: Agent = { agentId: randomUUID(), name: 'Sam Whitfield', roles: ['supervisor'], groups: [] };
const max: Agent = { agentId: randomUUID(), name: 'Max Adeyemi', roles: ['admin'], groups: [] };
const CHANNEL = '19:alerts@thread.tacv2';

describe('where scam alerts go', () => {
  let house: House;
  let now: Date;
  let status: number;
  beforeEach(async () => {
    now = new Date('2026-11-21T14:02:00Z');
    status = 200;
    house = await startHouse({
      people: [anAgent, sam, max],
      clock: { now: () => now },
      alertsEveryMs: 10,
      connectorStatus: () => status,
    });
  });
  afterEach(() => house.close());

  const press = async (data: object, over: Partial<IncomingActivity>): Promise<string> => {
    const { verb, ...rest } = data as { verb: string };
    const value = { action: { type: 'Action.Execute', verb, data: rest } };
    return (await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...over }))).body;
  };
  const until = async (isTrue: () => Promise<boolean>): Promise<void> => {
    while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const event = (type: string, over: Partial<IncomingActivity>): Promise<unknown> =>
    house.post(aMessage(house.connector.url, { type, text: undefined, ...channelChat(CHANNEL, sam), ...over }));
  const posts = (): ConnectorCall[] =>
    house.connector.calls.filter(({ method, path, body }) => {
      return method === 'POST' && path.includes(CHANNEL) && /scam/i.test(body.text ?? '');
    });
  const alarm = async (callId = 'call-1'): Promise<void> => {
    await postEvents(house, aCallStart({ callId, at: now.toISOString() }));
    await say(house, callId, { to: RISING_CALL.warn });
  };
  const card = async () => (await house.ports.alertCards.cardsOf('call-1'))[0];

  it('are offered to a team that the app is added to, once', async () => {
    await event('conversationUpdate', { membersAdded: [{ id: 'bot' }] });
    const offer = await house.connector.nextMessage();
    await press({ verb: 'alertsHere' }, channelChat(CHANNEL, sam));
    await event('conversationUpdate', { membersAdded: [{ id: 'bot' }] });
    const again = await house.connector.nextMessage();

    assert.match(offer.text ?? '', /I am Earpiece/);
    assert.match(JSON.stringify(offer), /Shall I send scam alerts.*"alertsHere"/);
    assert.doesNotMatch(JSON.stringify(again), /alertsHere/);
  });

  it('is for supervisors and admins to say, and is written down', async () => {
    const refused = await press({ verb: 'alertsHere' }, channelChat(CHANNEL, anAgent));
    const elsewhere = await press({ verb: 'alertsHere' }, ownChat(sam));
    const done = await press({ verb: 'alertsHere', queue: ' Billing ' }, channelChat(CHANNEL, max));

    assert.match(refused, /Only supervisors and admins/);
    assert.match(elsewhere, /go to channels/);
    assert.match(done, /queue “Billing” come to this channel/);
    const [kept] = await house.ports.alertSubscriptions.list();
    assert.deepEqual([kept?.conversationId, kept?.queue, kept?.channelName], [CHANNEL, 'Billing', 'Scam alerts']);
    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    const written = rows.filter(({ what }) => what === `alertsHere ${CHANNEL}`);
    assert.deepEqual(
      written.map(({ who, action, reason = '' }) => [who, action, reason]),
      [
        [anAgent.agentId, 'refusal', 'role'],
        [max.agentId, 'settings.changed', ''],
      ],
    );
  });

  it('get one card when the database goes at the moment it was sent, noted once it is back', async () => {
    const { sent } = house.ports.alertCards;
    house.ports.alertCards.sent = () => {
      house.ports.alertCards.sent = sent;
      return Promise.reject(new Error('connection lost'));
    };
    await press({ verb: 'alertsHere' }, channelChat(CHANNEL, sam));

    await alarm();
    await until(async () => (await card())?.state === 'sent');
    // Whoever holds a card and falls silent loses it after a minute.
    now = new Date(now.getTime() + 120_000);
    await new Promise((resolve) => setTimeout(resolve, 50));

    assert.equal(posts().length, 1);
    assert.deepEqual([(await card())?.possibleDuplicates, (await card())?.state], [0, 'sent']);
  });

  it('get one card from two processes when the first was held up for longer than it holds cards', async () => {
    const { claim, sent } = house.ports.alertCards;
    house.ports.alertCards.claim = () => Promise.resolve([]);
    await press({ verb: 'alertsHere' }, channelChat(CHANNEL, sam));
    await alarm('call-1');
    await alarm('call-2');
    await until(async () => (await house.ports.alertCards.cardsOf('call-2')).length > 0);
    house.ports.alertCards.sent = async (work, told) => {
      house.ports.alertCards.sent = sent;
      await sent(work, told);
      now = new Date(now.getTime() + 61_000);
      const heldUntil = new Date(now.getTime() + 60_000);
      const taken = await claim({ worker: 'other', now, heldUntil, most: 40 });
      for (const one of taken) await sent(one, { activityId: 'of-the-other', at: now, mentioned: [] });
    };

    house.ports.alertCards.claim = claim;
    await until(async () => (await house.ports.alertCards.cardsOf('call-2')).some(({ state }) => state === 'sent'));
    await new Promise((resolve) => setTimeout(resolve, 100));

    assert.equal(posts().length, 1);
  });

  it('is the whole channel, also when it is said in a thread of it', async () => {
    await press(
      { verb: 'alertsHere' },
      {
        ...channelChat(CHANNEL, sam),
        conversation: { id: `${CHANNEL};messageid=1`, conversationType: 'channel', tenantId: 'tenant' },
      },
    );
    await alarm();
    await until(() => Promise.resolve(posts().length > 0));

    assert.equal(posts()[0]?.path, `/v3/conversations/${CHANNEL}/activities`);
  });

  it('is shown and changed by "alerts", with who is on duty and what became of the day’s posts', async () => {
    await press({ verb: 'alertsHere' }, channelChat(CHANNEL, sam));
    await house.say('on duty', ownChat(sam));
    await alarm();
    await until(async () => (await card())?.state === 'sent');
    house.connector.messages();

    await house.post(aMessage(house.connector.url, { text: 'alerts', ...ownChat(sam) }));
    await until(() => Promise.resolve(/1 channel takes/.test(JSON.stringify(house.connector.messages()))));

    const shown = JSON.stringify(house.connector.messages().at(-1));
    assert.match(shown, /Sam Whitfield/);
    assert.match(shown, /1 alert, 1 open/);
    assert.match(shown, /1 posts meant: 1 delivered, 0 waiting, 0 cancelled, 0 failed/);
    assert.match(shown, /notified 1 time since/);
    assert.match(await press({ verb: 'noAlertsHere' }, channelChat(CHANNEL, sam)), /No scam alerts come/);
  });

  it('is forgotten when the app is removed from the team, the channel deleted or the team', async () => {
    const removals: Partial<IncomingActivity>[] = [
      { type: 'conversationUpdate', membersRemoved: [{ id: 'bot' }] },
      { type: 'installationUpdate', action: 'remove' },
      {
        type: 'conversationUpdate',
        channelData: { ...channelChat(CHANNEL, sam).channelData!, eventType: 'channelDeleted' },
      },
      {
        type: 'conversationUpdate',
        channelData: { ...channelChat(CHANNEL, sam).channelData!, eventType: 'teamDeleted' },
      },
    ];
    for (const removal of removals) {
      await press({ verb: 'alertsHere' }, channelChat(CHANNEL, sam));
      assert.equal((await house.ports.alertSubscriptions.list()).length, 1);

      await event(removal.type ?? '', removal);
      await until(async () => (await house.ports.alertSubscriptions.list()).length === 0);
    }
  });

  it('mention only people who are on duty and still supervisors, and nobody after "off duty"', async () => {
    await press({ verb: 'alertsHere' }, channelChat(CHANNEL, sam));
    const refused = await house.say('on duty', ownChat(anAgent));
    const on = await house.say('on duty', ownChat(sam));
    const off = await house.say('off duty', ownChat(sam));
    await alarm();
    await until(() => Promise.resolve(posts().length > 0));

    assert.match(refused.text ?? '', /Only supervisors/);
    assert.deepEqual(
      [on.text, off.text].map((text) => text?.slice(0, 15)),
      ['You are on duty', 'You are off dut'],
    );
    assert.doesNotMatch(posts()[0]?.body.text ?? '', /<at>/);
  });

  it('count what could not be delivered, with its reason', async () => {
    await press({ verb: 'alertsHere' }, channelChat(CHANNEL, sam));
    status = 403;

    await alarm();
    await until(async () => (await card())?.state !== 'waiting');

    assert.deepEqual([(await card())?.state, (await card())?.problem], ['failed', 'gone']);
  });

  it('send once more after an answer that says nothing, mark it, and never again', async () => {
    await press({ verb: 'alertsHere' }, channelChat(CHANNEL, sam));
    status = 502;
    await alarm();
    await until(async () => (await card())?.isUncertain === true);
    status = 200;
    now = new Date(now.getTime() + 2_000);
    await until(async () => (await card())?.state === 'sent');

    assert.equal((await card())?.possibleDuplicates, 1);
    assert.equal(posts().length, 2);
  });

  it('give up a post whose second try says nothing either', async () => {
    await press({ verb: 'alertsHere' }, channelChat(CHANNEL, sam));
    status = 502;
    await alarm();
    await until(async () => (await card())?.isUncertain === true);
    now = new Date(now.getTime() + 2_000);
    await until(async () => (await card())?.state === 'failed');

    assert.equal((await card())?.problem, 'unknown');
    assert.equal(posts().length, 2);
  });

  it('send a channel no more than Teams takes, and let nothing be lost by it', async () => {
    await press({ verb: 'alertsHere' }, channelChat(CHANNEL, sam));
    const calls = Array.from({ length: 30 }, (_, at) => `call-${at}`);
    await Promise.all(calls.map((callId) => alarm(callId)));
    await until(() => Promise.resolve(posts().length >= 20));
    const inFirstMinute = posts().length;

    while (posts().length < calls.length) {
      now = new Date(now.getTime() + 3_000);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }

    assert.equal(inFirstMinute, 20);
    const cards = await Promise.all(calls.map((callId) => house.ports.alertCards.cardsOf(callId)));
    assert.ok(cards.flat().every(({ possibleDuplicates }) => possibleDuplicates === 0));
  });
});
