import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { DirectoryUnavailable } from '../../src/ports/directory.ts';
import type { AuditRow } from '../../src/ports/auditLog.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import type { WireActivity } from '../support/connector.ts';
import { phoneCompany } from '../support/documents.ts';
import { anAgent, anInvoke, type House, type IncomingActivity, startHouse } from '../support/house.ts';

const NOW = new Date('2026-11-21T14:02:00Z');
const ben: Agent = { agentId: randomUUID(), name: 'Ben Okafor', roles: ['agent'], groups: [] };
const cem: Agent = { agentId: randomUUID(), name: 'Cem Aydin', roles: ['agent'], groups: [] };
const nia: Agent = { agentId: randomUUID(), name: 'Nia Hughes', roles: [], groups: [] };
const channel = { conversation: { id: 'channel-1', conversationType: 'channel', tenantId: 'tenant' } };

const margaret = {
  ...{ customerId: 'C-1001', name: 'Margaret Hale', phone: '+44 7700 900101', accountNumber: '7710010' },
  ...{ address: '4 Orchard Row, Leeds LS6 3AB', plan: 'Unlimited', contractEnd: '2026-09-09', balance: 12.5 },
  ...{ currency: 'GBP', flags: ['vulnerable'], history: [{ date: '2026-10-02', summary: 'Large print arranged.' }] },
};
const daniel = { customerId: 'C-1002', name: 'Daniel Price', phone: '07700 900102', plan: 'Flex 10', balance: 77 };
const owen = { customerId: 'C-1004', name: 'Owen Price', phone: '+44 7700 900102', contractEnd: '2027-01-31' };

describe('calls', () => {
  let house: House;
  let now: Date;
  let people: Agent[];
  let isDirectoryAway: boolean;
  /** How many requests of the bot Teams refuses before it takes them again. */
  let refusals: number;
  beforeEach(async () => {
    now = NOW;
    people = [anAgent, ben, cem, nia];
    [isDirectoryAway, refusals] = [false, 0];
    const find = (agentId: string) =>
      isDirectoryAway
        ? Promise.reject(new DirectoryUnavailable('away'))
        : Promise.resolve(people.find((one) => one.agentId === agentId));
    house = await startHouse({
      documents: phoneCompany,
      ports: { directory: { find } },
      connectorStatus: () => (refusals-- > 0 ? 502 : 200),
      clock: { now: () => now },
      callsEveryMs: 20,
    });
    for (const customer of [margaret, daniel, owen]) await house.ports.customers.save(customer, 'import');
    await house.say('hi');
    await house.say('hi', chatOf('ben', ben));
  });
  afterEach(() => house.close());

  const start = (over: object = {}) => aCallStart({ at: now.toISOString(), agentId: anAgent.agentId, ...over });
  const ring = async (over: object = {}): Promise<WireActivity> => {
    await postEvents(house, start(over));
    return house.connector.nextMessage();
  };
  /** The answer to a question; messages of calls may still be on their way. */
  const ask = async (text: string): Promise<WireActivity> => {
    let message = await house.say(text);
    while (/on the line|has ended/.test(message.text ?? '')) message = await house.connector.nextMessage();
    return message;
  };
  const press = async (data: unknown, over: Partial<IncomingActivity> = {}): Promise<string> => {
    const { verb, ...rest } = data as { verb: string };
    const value = { action: { type: 'Action.Execute', verb, data: rest } };
    return (await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...over }))).body;
  };
  const identify = (over: object = {}) => ({
    ...{ verb: 'identifyCaller', callId: 'call-1', account: '7710010', item: 'postcode', answer: 'ls63ab' },
    ...over,
  });

  describe('the message of a call', () => {
    it('tells the agent who is calling, with plan, contract, balance, flags and last contacts', async () => {
      const message = await ring({ phone: '07700900101' });

      assert.equal(message.text, 'Margaret Hale is on the line.');
      assert.match(house.connector.calls.at(-1)?.path ?? '', /personal-ada/);
      for (const part of [/Unlimited/, /9 September 2026, 2 months ago/, /£12\.50/, /vulnerable/, /Large print/]) {
        assert.match(cardText(message), part);
      }
    });

    it('is one for a call, however often and in whatever order events come', async () => {
      const event = start({ customerId: 'C-1001' });
      await Promise.all([postEvents(house, [event, event]), postEvents(house, event), postEvents(house, event)]);
      await house.connector.nextMessage();

      assert.deepEqual((await postEvents(house, event)).body, { accepted: 0, repeated: 1, rejected: [] });
      assert.equal(firstMessages(house, 'Margaret').length, 1);
    });

    it('is handed over: the new agent sees whom they took over from, the old one nothing more', async () => {
      await ring({ customerId: 'C-1001' });
      now = new Date(now.getTime() + 60_000);
      await postEvents(house, {
        type: 'agent.assigned',
        callId: 'call-1',
        agentId: ben.agentId,
        at: now.toISOString(),
      });

      const [bens, adas] = await bothOf(house, /Margaret/, /colleague/);

      assert.match(cardText(bens), /Taken over from Ada Lindqvist/);
      assert.equal(adas.text, 'This call has gone to a colleague.');
      assert.equal(adas.attachments, undefined);
      assert.doesNotMatch((await house.say('when does her contract end')).text ?? '', /September/);
    });

    it('loses the customer while the call goes on when its agent loses the role', async () => {
      await ring({ customerId: 'C-1001' });
      people[0] = { ...anAgent, roles: [] };

      const gone = await nextWith(house, /no longer have the role/);

      assert.equal(gone.attachments, undefined);
      people[0] = anAgent;
      assert.match(cardText(await nextWith(house, /Margaret Hale/)), /Unlimited/);
    });

    it('keeps no customer after a hand-over, even when Teams refuses at first', async () => {
      await ring({ customerId: 'C-1001' });
      refusals = 6;
      now = new Date(now.getTime() + 60_000);
      const moved = { type: 'agent.assigned', callId: 'call-1', agentId: ben.agentId, at: now.toISOString() };
      await postEvents(house, moved);

      const [bens, adas] = await bothOf(house, /Margaret/, /colleague/);

      assert.match(bens.text ?? '', /Margaret Hale is on the line/);
      assert.equal(adas.attachments, undefined);
    });

    it('reaches somebody whom the directory did not know at first, once it is back', async () => {
      isDirectoryAway = true;
      await postEvents(house, start({ customerId: 'C-1001' }));
      while ((await house.ports.leases.messagesSince(new Date(0)))[0]?.outcome !== 'directory-away') await soon();
      isDirectoryAway = false;

      assert.match((await house.connector.nextMessage()).text ?? '', /Margaret Hale is on the line/);
    });

    it('is written down with everybody it names, before anybody reads it', async () => {
      await ring({ phone: '07700900102' });
      await press({ verb: 'chooseCaller', callId: 'call-1', customerId: 'C-1001' });
      await press({ verb: 'chooseCaller', callId: 'call-1', customerId: 'C-1004' });

      const rows = await auditRows(house);

      const of = (action: string) => rows.filter((row) => row.action === action).map(({ what }) => what);
      assert.deepEqual(of('customer.viewed').slice(0, 2).sort(), ['customer C-1002', 'customer C-1004']);
      assert.deepEqual(of('caller.identified'), ['call call-1', 'customer C-1004', 'customer C-1004']);
    });

    it('loses the customer when the wrap-up is over', async () => {
      await ring({ customerId: 'C-1001' });
      await postEvents(house, { type: 'call.ended', callId: 'call-1', at: now.toISOString() });
      const ended = await house.connector.nextMessage();
      now = new Date(now.getTime() + 30 * 60_000);

      const over = await nextWith(house, /over/);

      assert.match(ended.text ?? '', /call with Margaret Hale has ended/);
      assert.equal(over.text, 'This call is over.');
      assert.equal(over.attachments, undefined);
    });

    it('does not reach people without the app or a role, and counts them', async () => {
      await postEvents(house, start({ callId: 'a', agentId: randomUUID(), customerId: 'C-1001' }));
      await postEvents(house, start({ callId: 'd', agentId: cem.agentId, customerId: 'C-1001' }));
      await postEvents(house, start({ callId: 'b', agentId: nia.agentId, customerId: 'C-1001' }));
      await ring({ callId: 'c', customerId: 'C-1001' });

      let outcomes: string[] = [];
      while (!outcomes.includes('shown')) {
        await soon();
        outcomes = (await house.ports.leases.messagesSince(new Date(0))).map(({ outcome }) => outcome).sort();
      }
      assert.deepEqual(outcomes, ['never-installed', 'no-role', 'no-role', 'shown']);
    });
  });

  describe('who is calling', () => {
    it('is asked when several customers share the number, and settled by one press', async () => {
      const message = await ring({ phone: '+447700900102' });
      assert.match(message.text ?? '', /2 customers share/);
      assert.doesNotMatch(cardText(message), /£77|31 January/);
      assert.match((await house.say('when does her contract end')).text ?? '', /Choose on the call card/);

      const reply = await press({ verb: 'chooseCaller', callId: 'call-1', customerId: 'C-1004' });

      assert.match(reply, /31 January 2027/);
      assert.equal((await nextWith(house, /Owen/)).text, 'Owen Price is on the line.');
      assert.match((await house.say('when does his contract end')).text ?? '', /31 January 2027/);
    });

    it('is no other customer, whatever a tampered button says', async () => {
      await ring({ phone: '+447700900102' });

      const reply = await press({ verb: 'chooseCaller', callId: 'call-1', customerId: 'C-1001' });

      assert.match(reply, /not one of those who may be calling/);
      assert.doesNotMatch(reply, /Margaret|Hale|vulnerable/);
    });

    it('is found out by account number and one item, together', async () => {
      await ring({ phone: '+44 7700 900999' });

      const wrong = await press(identify({ answer: 'LS1 1AA' }));
      const right = await press(identify());

      assert.match(wrong, /does not match a customer/);
      assert.doesNotMatch(wrong, /Margaret/);
      assert.match(right, /Margaret Hale/);
    });

    it('is not found out by guessing: the sixth try on a call is refused, right or wrong', async () => {
      await ring();
      for (let tried = 0; tried < 5; tried += 1) await press(identify({ answer: `LS${tried} 1AA` }));

      const reply = await press(identify());

      assert.match(reply, /Too many tries/);
      assert.doesNotMatch(reply, /Margaret/);
    });

    it('is one customer after twenty presses at once', async () => {
      await ring({ phone: '+447700900102' });

      const replies = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          press({ verb: 'chooseCaller', callId: 'call-1', customerId: at % 2 === 0 ? 'C-1002' : 'C-1004' }),
        ),
      );

      const done = (await auditRows(house)).filter(
        (row) => row.action === 'caller.identified' && row.result === 'done',
      );
      const { customerId } = (await house.ports.leases.find('call-1')) ?? {};
      assert.deepEqual([...new Set(done.map(({ what }) => what))], [`customer ${customerId}`]);
      const names = new Set(replies.map((reply) => /"speak":"([^"]+)"/.exec(reply)?.[1]));
      assert.equal(names.size, 1);
    });

    it('is nothing for another agent, another chat or a channel', async () => {
      await ring({ phone: '+447700900102' });
      const button = { verb: 'chooseCaller', callId: 'call-1', customerId: 'C-1002' };

      const bens = await press(button, chatOf('ben', ben));
      const inChannel = await press(button, channel);
      const tampered = await press({
        verb: 'identifyCaller',
        callId: 'call-1',
        account: { $gt: '' },
        item: 'shoe size',
      });

      const refused = (await auditRows(house)).filter(({ action }) => action === 'refusal');
      assert.deepEqual(
        refused.map(({ what, reason }) => [what, reason]),
        [['chooseCaller call call-1', 'other-place']],
      );
      for (const reply of [bens, inChannel, tampered]) {
        assert.match(reply, /not your call/);
        assert.doesNotMatch(reply, /Price|C-100/);
      }
      assert.equal((await house.ports.leases.find('call-1'))?.customerId, undefined);
    });
  });

  describe('questions about the caller', () => {
    it('are answered from the record, with the time it was read', async () => {
      await ring({ customerId: 'C-1001' });

      const message = await house.say('when does her contract end?');

      assert.match(message.text ?? '', /ended on 9 September 2026, 2 months ago/);
      assert.match(message.entities?.[0]?.citation?.[0]?.appearance.name ?? '', /^CRM, contract, read \d\d:\d\d/);
    });

    it('are written down with whose record was read, and by whom', async () => {
      await ring({ customerId: 'C-1001' });
      await ask('when does her contract end?');

      const views: string[] = [];
      for await (const { action, who, what } of house.ports.audit.rows(new Date(0))) {
        if (action === 'customer.viewed') views.push(`${who} ${what}`);
      }
      assert.deepEqual(views, Array(2).fill(`${anAgent.agentId} customer C-1001`));
    });

    it('join the record with the policy', async () => {
      await ring({ customerId: 'C-1001' });

      const message = await house.say('how long is her notice');

      assert.match(message.text ?? '', /9 September 2026.*14 days/);
      assert.match(cardText(message), /CRM, contract.*CRM, plan/);
    });

    it('are answered from the knowledge base alone without a call, and say so', async () => {
      const message = await house.say('how long is her notice period to cancel');
      const bare = await house.say('when does her contract end?');

      assert.match(message.text ?? '', /14 days/);
      assert.match(cardText(message), /I see no call of yours/);
      assert.doesNotMatch(JSON.stringify([message, bare]), /September/);
    });

    it('about somebody else are refused in plain words and logged', async () => {
      await ring({ customerId: 'C-1001' });

      for (const question of ['what is Daniel Price’s balance', 'plan of C-1002', 'balance for 07700 900102']) {
        const message = await house.say(question);
        assert.match(message.text ?? '', /only speak about the customer you are on a call with/);
        assert.doesNotMatch(JSON.stringify(message), /77\.00|Flex/);
      }
      assert.equal(house.logged.filter((line) => line.message === 'question about another customer').length, 3);
    });

    it('show nothing of the caller where others read along, and everything in the own chat', async () => {
      await ring({ customerId: 'C-1001' });

      const inChannel = await house.say('when does her contract end?', channel);
      const inPerson = await house.connector.nextMessage();

      assert.match(inChannel.text ?? '', /your own chat/);
      assert.doesNotMatch(JSON.stringify(inChannel), /September|Margaret|CRM|Unlimited/);
      assert.match(inPerson.text ?? '', /9 September 2026/);
      assert.match(house.connector.calls.at(-1)?.path ?? '', /personal-ada/);
    });

    it('count for the live call among two', async () => {
      await ring({ callId: 'one', customerId: 'C-1001' });
      await postEvents(house, { type: 'call.ended', callId: 'one', at: now.toISOString() });
      await house.connector.nextMessage();
      await ring({ callId: 'two', customerId: 'C-1004' });

      const message = await ask('contract end?');

      assert.match(message.text ?? '', /31 January 2027/);
    });

    it('begin anew with the next caller: a follow-up shows nothing of the caller before', async () => {
      await ring({ callId: 'one', customerId: 'C-1001' });
      await house.say('what is her balance');
      await postEvents(house, { type: 'call.ended', callId: 'one', at: now.toISOString() });
      await house.connector.nextMessage();
      await ring({ callId: 'two', customerId: 'C-1004' });

      const message = await ask('and what was that again?');

      assert.doesNotMatch(JSON.stringify(message), /12\.50|Margaret|C-1001/);
    });

    it('lose the record on an old answer’s card when its call is over', async () => {
      await ring({ customerId: 'C-1001' });
      const message = await house.say('how long is her notice');
      const [opener] = (message.attachments?.[0]?.content.actions ?? []) as { verb: string; data: object }[];
      now = new Date(now.getTime() + 13 * 3_600_000);

      const reply = await press({ ...opener?.data });

      assert.doesNotMatch(reply, /September|Unlimited/);
    });
  });

  describe('events that are not to be believed', () => {
    it('are turned away without a signature that holds, and leave nothing behind', async () => {
      const event = start({ customerId: 'C-1001' });
      const late = new Date(now.getTime() - 301_000);

      const statuses = [
        await postEvents(house, event, { key: 'another key, of somebody else' }),
        await postEvents(house, event, { signature: 'sha256=' }),
        await postEvents(house, event, { signature: '' }),
        await postEvents(house, event, { at: late }),
        await postEvents(house, event, { signature: `sha256=${'0'.repeat(64)}` }),
      ].map(({ status }) => status);

      assert.deepEqual(statuses, [401, 401, 401, 401, 401]);
      assert.equal(await house.ports.leases.find('call-1'), undefined);
    });

    it('are named by their place, and the good ones around them are taken', async () => {
      const tomorrow = new Date(now.getTime() + 86_400_000).toISOString();

      const reply = await postEvents(house, [
        start({ customerId: 'C-1001' }),
        { type: 'call.started' },
        start({ at: tomorrow }),
        'call.ended',
        { type: 'drop tables', callId: 'x', at: now.toISOString() },
      ]);

      assert.equal(reply.status, 202);
      assert.equal(reply.body.accepted, 1);
      assert.deepEqual(
        reply.body.rejected?.map(({ index }) => index),
        [1, 2, 3, 4],
      );
      assert.match(reply.body.rejected?.[1]?.problem ?? '', /future/);
    });

    it('are refused when there is no good one, when they are no JSON, and when they are too large', async () => {
      const bad = await postEvents(house, [{}]);
      const noJson = await postEvents(house, undefined, { raw: '{"type":' });
      const many = await postEvents(house, Array(1001).fill({}));

      assert.deepEqual([bad.status, noJson.status, many.status], [400, 400, 413]);
    });
  });
});

function chatOf(name: string, { agentId: aadObjectId, ...agent }: Agent): Partial<IncomingActivity> {
  return {
    from: { id: `user-${name}`, name: agent.name, aadObjectId },
    conversation: { id: `personal-${name}`, conversationType: 'personal', tenantId: 'tenant' },
  };
}

function cardText(message: WireActivity): string {
  return JSON.stringify(message.attachments?.[0]?.content ?? '');
}

/** New messages, not updates, whose text says this. */
function firstMessages(house: House, text: string): unknown[] {
  return house.connector.calls.filter(({ method, body }) => method === 'POST' && body.text?.includes(text));
}

/** The first messages that say these, in whatever order and however often they come. */
async function bothOf(house: House, one: RegExp, other: RegExp): Promise<[WireActivity, WireActivity]> {
  const messages: WireActivity[] = [];
  for (;;) {
    messages.push(await house.connector.nextMessage());
    const [first, second] = [one, other].map((text) => messages.find((message) => text.test(message.text ?? '')));
    if (first !== undefined && second !== undefined) return [first, second];
  }
}

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

async function auditRows(house: House): Promise<AuditRow[]> {
  const rows: AuditRow[] = [];
  for await (const row of house.ports.audit.rows(new Date(0))) rows.push(row);
  return rows;
}

async function nextWith(house: House, text: RegExp): Promise<WireActivity> {
  let message = await house.connector.nextMessage();
  while (!text.test(message.text ?? '')) message = await house.connector.nextMessage();
  return message;
}
