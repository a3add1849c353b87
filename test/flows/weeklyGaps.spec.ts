import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { anAgent, type House, startHouse } from '../support/house.ts';
import { ownChat } from '../support/risingCall.ts';

const olga: Agent = { agentId: randomUUID(), name: 'Olga Fischer', roles: ['agent'], groups: [] };
const SUNDAY = new Date(2026, 10, 22, 20, 0);
const MONDAY = new Date(2026, 10, 23, 9, 0);
const NEXT_MONDAY = new Date(2026, 10, 30, 9, 0);

describe('gaps of the week', () => {
  let house: House;
  let now: Date;
  let people: Agent[];
  afterEach(() => house.close());
  const open = async (environment: NodeJS.ProcessEnv = { KNOWLEDGE_OWNER: olga.agentId }): Promise<void> => {
    now = SUNDAY;
    people = [anAgent, olga];
    house = await startHouse({ people, clock: { now: () => now }, houseEveryMs: 5, environment });
    await house.say('hello', ownChat(olga));
    await house.say('do you sell garden furniture');
  };
  const looks = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));
  const sent = () => house.connector.messages().filter(({ text }) => /look after the knowledge base/.test(text ?? ''));

  it('go to who looks after the knowledge base on Monday, once, and are written down', async () => {
    await open();

    await looks();
    const before = sent().length;
    now = MONDAY;
    const message = await house.connector.nextMessage();
    await looks();

    assert.match(message.text ?? '', /look after the knowledge base\. 1 question on 1 topic in the last 7 days/);
    assert.match(JSON.stringify(message.attachments), /garden furniture/);
    assert.deepEqual([before, sent().length], [0, 1]);
    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    const kept = rows.filter(({ action }) => action === 'gaps.sent');
    assert.deepEqual(
      kept.map(({ what, result }) => [what, result]),
      [
        [`gaps of the week to ${olga.agentId}`, 'begun'],
        [`gaps of the week to ${olga.agentId}`, 'done'],
      ],
    );
  });

  it('come again the next week only while something of that week is open', async () => {
    await open();
    now = MONDAY;
    await house.connector.nextMessage();

    now = NEXT_MONDAY;
    await looks();

    assert.equal(sent().length, 1);
  });

  it('go to nobody without an owner, and to nobody the directory does not know any more', async () => {
    await open();
    people.splice(1);

    now = MONDAY;
    await looks();

    assert.equal(sent().length, 0);
  });
});
