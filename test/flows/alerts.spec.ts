import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import type { ConnectorCall, WireActivity } from '../support/connector.ts';
import { anAgent, anInvoke, type House, type IncomingActivity, startHouse } from '../support/house.ts';
import { channelChat, ownChat, RISING_CALL, saidIn, say } from '../support/risingCall.ts';

const NOW = new Date('2026-11-21T14:02:00Z');
const sam: Agent = { agentId: randomUUID(), name: 'Sam Whitfield', roles: ['agent', 'supervisor'], groups: [] };
const sofia: Agent = { agentId: randomUUID(), name: 'Sofia Marino', roles: ['supervisor'], groups: [] };
const CHANNEL = '19:alerts@thread.tacv2';
const SECOND = '19:second@thread.tacv2';

describe('scam alerts from live calls', () => {
  let house: House;
  let now: Date;
  beforeEach(async () => {
    now = NOW;
    house = await startHouse({
      people: [anAgent, sam, sofia],
      clock: { now: () => now },
      alertsEveryMs: 10,
      environment: { CALL_CONTROL_URL: 'https://dialler.example/calls/{callId}' },
    });
    await house.say('hi', ownChat(anAgent));
    await subscribe(CHANNEL, 'alertsHere');
    await house.say('on duty', ownChat(sam));
    await postEvents(house, aCallStart({ agentId: anAgent.agentId, at: now.toISOString(), queue: 'billing' }));
    await posted(/somebody I cannot place/);
  });
  afterEach(() => house.close());

  const press = async (data: object, over: Partial<IncomingActivity>): Promise<string> => {
    const { verb, ...rest } = data as { verb: string };
    const value = { action: { type: 'Action.Execute', verb, data: rest } };
    return (await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...over }))).body;
  };
  const subscribe = (channel: string, verb: string, queue = ''): Promise<string> =>
    press({ verb, queue }, channelChat(channel, sam));
  /** What was sent or updated and says this, once there is as much of it. */
  const posted = async (text: RegExp, times = 1): Promise<ConnectorCall[]> => {
    for (;;) {
      const found = house.connector.calls.filter(({ body }) => text.test(JSON.stringify(body)));
      if (found.length >= times) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const cardsOf = () => house.ports.alertCards.cardsOf('call-1');
  const settled = async (): Promise<void> => {
    for (;;) {
      const alert = await house.ports.alerts.find('call-1');
      const cards = await cardsOf();
      const isDone = cards.every((card) => card.state !== 'waiting' && card.reply !== 'waiting');
      if (isDone && cards.every((card) => card.state !== 'sent' || card.shownVersion === alert?.version)) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const inChannel = (channel = CHANNEL): ConnectorCall[] =>
    house.connector.calls.filter(({ path, body }) => path.includes(channel) && body.type === 'message');

  it('make no message below "warn"', async () => {
    await say(house, 'call-1', { to: RISING_CALL.watch });

    assert.equal((await house.ports.watched.find('call-1'))?.level, 'watch');
    assert.equal(await house.ports.alerts.find('call-1'), undefined);
    assert.deepEqual(inChannel(), []);
    const [notice] = await posted(/Sensitive data is being asked for/);
    assert.deepEqual([notice?.method, notice?.path.includes('personal-ada')], ['PUT', true]);
  });

  it('post one card that mentions who is on duty, and says to the agent what to say aloud', async () => {
    await say(house, 'call-1', { to: RISING_CALL.warn });

    const [card] = await posted(/Possible scam on Ada/);
    const [agents] = await posted(/This call may be a scam/);
    assert.equal(card?.path, `/v3/conversations/${CHANNEL}/activities`);
    assert.match(card?.body.text ?? '', /<at>Sam Whitfield<\/at>/);
    assert.deepEqual(mentions(card?.body), [{ id: 'user-sam', name: 'Sam Whitfield' }]);
    assert.match(JSON.stringify(card?.body), /Asks for an exception to the rules/);
    assert.match(JSON.stringify(card?.body), /https:\/\/dialler\.example\/calls\/call-1/);
    assert.match(JSON.stringify(card?.body), /billing/);
    assert.match(agents?.path ?? '', /personal-ada/);
    assert.match(JSON.stringify(agents?.body), /call you back|called you back/);
  });

  it('rise with one threaded reply, and are brought up to date in place', async () => {
    await say(house, 'call-1', { to: RISING_CALL.warn });
    await posted(/Possible scam on Ada/);
    await settled();

    await say(house, 'call-1', { from: RISING_CALL.warn + 1, to: 10 });
    now = new Date(now.getTime() + 4_000);
    await settled();

    const [first, ...others] = inChannel();
    const replies = others.filter(({ method }) => method === 'POST');
    assert.equal(replies.length, 1);
    assert.match(replies[0]?.path ?? '', /messageid=/);
    assert.match(replies[0]?.body.text ?? '', /<at>Sam Whitfield<\/at> This is now almost certainly a scam/);
    const updates = others.filter(({ method }) => method === 'PUT');
    assert.ok(updates.length >= 1);
    assert.match(JSON.stringify(updates.at(-1)?.body), /Scam in progress/);
    assert.equal(mentions(updates.at(-1)?.body).length, 0);
    assert.equal(first?.method, 'POST');
  });

  it('are taken up by one supervisor: named on the card, the agent told, and nobody mentioned any more', async () => {
    await say(house, 'call-1', { to: RISING_CALL.warn });
    await posted(/Possible scam on Ada/);
    await settled();

    const reply = await press({ verb: 'takeUpAlert', callId: 'call-1' }, channelChat(CHANNEL, sofia));
    const late = await press({ verb: 'takeUpAlert', callId: 'call-1' }, channelChat(CHANNEL, sam));
    await say(house, 'call-1', { from: RISING_CALL.warn + 1, to: 10 });
    now = new Date(now.getTime() + 4_000);
    await settled();

    assert.match(reply, /Sofia Marino has been on it since/);
    assert.match(late, /Somebody was faster/);
    await posted(/Sofia Marino is on it\./);
    assert.equal(inChannel().filter(({ method }) => method === 'POST').length, 1);
    const agents = house.connector.calls.filter(({ path }) => path.includes('personal-ada')).at(-1);
    assert.match(JSON.stringify(agents?.body), /Sofia Marino is on it/);
    assert.deepEqual(
      (await cardsOf()).map(({ reply: one }) => one),
      ['none', 'none'],
    );
  });

  it('are refused to an agent, in another channel and to a tampered card, and that is written down', async () => {
    await subscribe(SECOND, 'secondAlertsHere');
    await say(house, 'call-1', { to: RISING_CALL.warn });
    await posted(/Possible scam on Ada/);

    const refused = [
      await press({ verb: 'takeUpAlert', callId: 'call-1' }, channelChat(CHANNEL, anAgent)),
      await press({ verb: 'endAlert', callId: 'call-1', outcome: 'scam' }, channelChat(SECOND, sam)),
      await press({ verb: 'endAlert', callId: 'call-1', outcome: 'scam' }, ownChat(sam)),
      await press(
        { verb: 'takeUpAlert', callId: 'call-1' },
        {
          ...channelChat(CHANNEL, sam),
          channelData: { tenant: { id: 'another' } },
        },
      ),
      await press({ verb: 'takeUpAlert', callId: { $gt: '' } }, channelChat(CHANNEL, sam)),
    ];

    assert.match(refused[0] ?? '', /Only supervisors/);
    for (const reply of refused.slice(1, 4)) assert.match(reply, /does not stand in this channel/);
    const alert = await house.ports.alerts.find('call-1');
    assert.deepEqual([alert?.handledBy, alert?.outcome], [undefined, undefined]);
    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    assert.equal(rows.filter(({ action, result }) => action === 'refusal' && result === 'refused').length, 4);
  });

  it('end once, with the outcome of one of twenty presses, and a replay opens nothing again', async () => {
    await say(house, 'call-1', { to: RISING_CALL.warn });
    await posted(/Possible scam on Ada/);
    await settled();

    await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        press(
          { verb: 'endAlert', callId: 'call-1', outcome: at % 2 === 0 ? 'legitimate' : 'test-call' },
          channelChat(CHANNEL, at % 3 === 0 ? sam : sofia),
        ),
      ),
    );
    const ended = await house.ports.alerts.find('call-1');
    await say(house, 'call-1', { to: 10 });
    await settled();

    const after = await house.ports.alerts.find('call-1');
    assert.deepEqual(after, ended);
    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    assert.equal(rows.filter(({ reason }) => reason?.startsWith('closed')).length, 1);
    assert.equal(inChannel().filter(({ method }) => method === 'POST').length, 1);
  });

  it('go to the second channel when nobody takes them up in time', async () => {
    await subscribe(SECOND, 'secondAlertsHere');
    await say(house, 'call-1', { to: RISING_CALL.warn });
    await posted(/Possible scam on Ada/);
    await settled();

    now = new Date(now.getTime() + 121_000);
    await posted(/Passed on at/);
    await settled();

    assert.equal(inChannel(SECOND).filter(({ method }) => method === 'POST').length, 1);
    assert.equal((await cardsOf()).filter(({ kind }) => kind === 'second-channel').length, 1);
  });

  it('hand a supervisor’s words to the agent, and keep them nowhere', async () => {
    await say(house, 'call-1', { to: RISING_CALL.warn });
    await posted(/Possible scam on Ada/);

    const reply = await press(
      { verb: 'messageAgent', callId: 'call-1', message: 'End it politely, *now*.' },
      channelChat(CHANNEL, sam),
    );

    assert.match(reply, /Sent to Ada Lindqvist/);
    const [message] = await posted(/Message from Sam Whitfield/);
    assert.match(message?.body.text ?? '', /End it politely, \\\*now\\\*\./);
    assert.match(message?.path ?? '', /personal-ada/);
  });

  it('tell of the other calls of the same number, however it is written, without the number', async () => {
    const other = { at: now.toISOString(), agentId: sam.agentId };
    await postEvents(house, aCallStart({ ...other, callId: 'call-2', caller: '+44 7700 900123' }));
    await postEvents(house, aCallStart({ ...other, callId: 'call-3', caller: '00447700900123' }));
    await say(house, 'call-3', { to: RISING_CALL.warn });

    const [card] = await posted(/2 calls in 1 minute, 1 warned, 0 confirmed/);

    assert.doesNotMatch(JSON.stringify(card?.body), /7700/);
  });

  it('come only to channels that asked for the queue', async () => {
    await subscribe(SECOND, 'alertsHere', 'Sales');
    await say(house, 'call-1', { to: RISING_CALL.warn });
    await settled();

    assert.equal(inChannel(SECOND).length, 0);
    assert.equal(inChannel().length, 1);
  });

  it('are shown to the agent who takes the call over, and no more to the one before', async () => {
    await house.say('hi', ownChat(sofia));
    await say(house, 'call-1', { to: RISING_CALL.warn });
    await settled();

    now = new Date(now.getTime() + 5_000);
    const moved = { type: 'agent.assigned', callId: 'call-1', agentId: sofia.agentId, at: now.toISOString() };
    await postEvents(house, moved);
    await settled();

    const last = (chat: string): string =>
      JSON.stringify(house.connector.calls.filter(({ path }) => path.includes(chat)).at(-1)?.body);
    await posted(/This alert is over/);
    assert.match(last('personal-sofia'), /Say this/);
  });
});

describe('scam alerts in shadow', () => {
  it('tell nobody, and are counted for "alerts"', async () => {
    const house = await startHouse({
      people: [anAgent, sam],
      alertsEveryMs: 10,
      environment: { ALERT_MODE: 'shadow' },
    });
    try {
      const value = { action: { type: 'Action.Execute', verb: 'alertsHere', data: {} } };
      await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...channelChat(CHANNEL, sam) }));
      await postEvents(house, aCallStart());
      await say(house, 'call-1', { to: 10 });
      const overview = await house.say('alerts', ownChat(sam));

      assert.equal((await house.ports.alerts.find('call-1'))?.mode, 'shadow');
      assert.deepEqual(await house.ports.alertCards.cardsOf('call-1'), []);
      assert.match(JSON.stringify(overview), /1 alert would have been shown in 14 days, 0\.0 a shift/);
    } finally {
      await house.close();
    }
  });
});

describe('a bot without a worker', () => {
  it('takes no sentence of a call that nobody would hear, so that it is sent again', async () => {
    const house = await startHouse({ hasWorker: false });
    try {
      const start = await postEvents(house, aCallStart());
      const { status, body } = await postEvents(house, saidIn('call-1', { to: 0 }));

      assert.deepEqual([start.status, status], [202, 503]);
      assert.match(body.error ?? '', /send what is said to a worker/);
    } finally {
      await house.close();
    }
  });
});

function mentions(activity: WireActivity | undefined): unknown[] {
  return (activity?.entities ?? [])
    .filter(({ type }) => type === 'mention')
    .map((entity) => (entity as { mentioned?: unknown }).mentioned);
}
