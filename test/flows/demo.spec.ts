import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Agent } from '../../src/domain/agent.ts';
import { freshSqlite, type FreshDatabase } from '../support/databases.ts';
import { aMessage, anAgent, anInvoke, type House, startHouse } from '../support/house.ts';
import { channelChat, ownChat } from '../support/risingCall.ts';
import { partsOf } from '../support/cardParts.ts';
import type { AdaptiveCard } from '../../src/cards/adaptiveCard.ts';

const sam: Agent = { agentId: randomUUID(), name: 'Sam Whitfield', roles: ['supervisor'], groups: [] };
/** Said in the sample call and nowhere in our own words. */
const WORDS = /phone number on my account changed|read me the code now/;

describe('the demo', () => {
  let place: FreshDatabase;
  let house: House;
  afterEach(async () => {
    await house.close();
    await place?.remove();
  });

  const open = async (demoTurnMs = 1): Promise<void> => {
    place = await freshSqlite();
    house = await startHouse({ people: [anAgent, sam], place, demoTurnMs });
  };
  const sent = () => house.connector.calls.map(({ body }) => JSON.stringify(body));
  const until = async (isTrue: () => boolean): Promise<void> => {
    while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const ask = (text = 'demo', of = sam) => house.post(aMessage(house.connector.url, { text, ...ownChat(of) }));
  const press = async (data: object, of = sam): Promise<string> => {
    const { verb, ...rest } = data as { verb: string };
    const value = { action: { type: 'Action.Execute', verb, data: rest } };
    return (await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...ownChat(of) }))).body;
  };
  const callId = (): string => {
    const cards = house.connector.calls.flatMap(({ body }) => body.attachments ?? []);
    const parts = cards.flatMap(({ content }) => partsOf(content as AdaptiveCard));
    return String(parts.find(({ verb }) => verb === 'takeUpAlert')?.data?.callId);
  };
  const isOver = (): boolean => sent().some((body) => body.includes('the call is over'));

  it('plays a call while its alert rises in one card, which the person takes up and ends', async () => {
    await open();
    await ask();
    await until(isOver);

    const taken = await press({ verb: 'takeUpAlert', callId: callId() });
    const missing = await press({ verb: 'endAlert', callId: callId() });
    const ended = await press({ verb: 'endAlert', callId: callId(), outcome: 'scam' });
    const again = await press({ verb: 'endAlert', callId: callId(), outcome: 'scam' });

    const bodies = sent();
    assert.ok(bodies.filter((body) => body.includes('DEMO · ')).length > 2, 'the card rises');
    assert.ok(bodies.some((body) => /DEMO · Scam in progress/.test(body)));
    const posts = house.connector.calls.filter(({ method }) => method === 'POST');
    assert.equal(
      posts.filter(({ body }) => (body.attachments ?? []).length > 0).length,
      1,
      'one card, updated in place',
    );
    assert.match(taken, /Sam Whitfield has been on it since/);
    assert.match(missing, /Please choose how it ended/);
    assert.match(ended, /DEMO · It was a scam.*that was all of it/);
    assert.match(again, /This demo is over/);
  });

  it('leaves nothing behind: no alert, no figure, no audit row, no word in chat, database or log', async () => {
    await open();
    await ask();
    await until(isOver);
    await press({ verb: 'endAlert', callId: callId(), outcome: 'scam' });

    const database = await place.open();
    const tables = await database.read((connection) => connection.introspection.getTables());
    const rows = await Promise.all(
      tables.map(({ name }) =>
        database.read((connection) => sql`select * from ${sql.table(name)}`.execute(connection)),
      ),
    );
    const kept = JSON.stringify(rows.map((one) => one.rows));
    assert.ok(tables.length > 20);
    assert.doesNotMatch(kept, WORDS);
    assert.doesNotMatch(kept, /demo-/);
    assert.doesNotMatch(JSON.stringify(house.logged), WORDS);
    assert.deepEqual(await house.ports.alerts.since(new Date(0), 9), []);
    const talk = house.connector.calls.filter(({ body }) => WORDS.test(body.text ?? ''));
    const last = house.connector.calls.findLast(({ path }) => path === talk.at(-1)?.path);
    assert.doesNotMatch(last?.body.text ?? '', WORDS, 'the message with the words is overwritten');
  });

  it('is played once at a time, and again after', async () => {
    await open(30);
    await ask();
    await until(() => sent().some((body) => body.includes('DEMO, live')));

    await ask('demo', anAgent);
    await until(() => sent().some((body) => body.includes('played already')));
    await until(isOver);
    const before = sent().length;
    await ask('Vorführung', anAgent);

    await until(() =>
      sent()
        .slice(before)
        .some((body) => body.includes('DEMO: I play')),
    );
    await until(() =>
      sent()
        .slice(before)
        .some((body) => body.includes('the call is over')),
    );
  });

  it('is nobody else’s to press', async () => {
    await open();
    await ask();
    await until(isOver);

    assert.match(await press({ verb: 'endAlert', callId: callId(), outcome: 'scam' }, anAgent), /This demo is over/);
    assert.match(await press({ verb: 'endAlert', callId: 'demo-made-up', outcome: 'scam' }), /This demo is over/);
  });

  it('is not played where others read along', async () => {
    await open();
    await house.post(aMessage(house.connector.url, { text: 'demo', ...channelChat('19:x@thread.tacv2', sam) }));

    assert.match((await house.connector.nextMessage()).text ?? '', /in your own chat/);
  });
});
