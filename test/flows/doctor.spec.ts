import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { anAgent, type House, startHouse } from '../support/house.ts';
import { aReadDocument } from '../support/knowledge.ts';
import { channelChat, ownChat } from '../support/risingCall.ts';

const max: Agent = { agentId: randomUUID(), name: 'Max Adeyemi', roles: ['admin'], groups: [] };
const playbook = aReadDocument(
  { documentId: 'playbook', groups: ['retention-team'] },
  'Offer 25 percent to who leaves.',
);

describe('the doctor in Teams', () => {
  let house: House;
  let now: Date;
  afterEach(() => house.close());
  const open = async (over: Parameters<typeof startHouse>[0] = {}): Promise<void> => {
    now = new Date('2026-11-21T14:02:00Z');
    house = await startHouse({ people: [anAgent, max], clock: { now: () => now }, ...over });
  };

  /** A search that forgets about rights. */
  const leak = (): void => {
    const { index } = house.ports;
    const search = index.search.bind(index);
    index.search = (query, signal) => search({ ...query, groups: ['retention-team'] }, signal);
  };

  it('shows an admin every dependency, the problems first', async () => {
    await open();

    const { text, attachments } = await house.say('doctor', ownChat(max));

    const card = JSON.stringify(attachments);
    assert.match(text ?? '', /^Nothing is broken, \d to look at, \d+ fine, \d+ not in use\.$/);
    assert.ok(card.indexOf('Look at this: Knowledge base') < card.indexOf('Database'));
    assert.match(card, /What to do: run \\"earpiece ingest <folder>\\"/);
  });

  it('is for admins, in their own chat, and a try is written down', async () => {
    await open();

    const agent = await house.say('doctor');
    const channel = await house.say('doctor', channelChat('19:any@thread.tacv2', max));

    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    const refusals = rows.filter(({ action }) => action === 'refusal').map(({ who, what }) => [who, what]);
    assert.match(agent.text ?? '', /for admins/);
    assert.match(channel.text ?? '', /your own chat/);
    assert.deepEqual(refusals, [[anAgent.agentId, 'doctor in conversation personal-ada']]);
  });

  it('tells admins once a day, unasked, while a restricted document is open to everybody', async () => {
    await open({ documents: [playbook], houseEveryMs: 5 });
    await house.say('whoami', ownChat(max));
    leak();

    now = new Date('2026-11-22T08:00:00Z');
    const first = await house.connector.nextMessage();
    now = new Date('2026-11-23T08:00:00Z');
    const second = await house.connector.nextMessage();

    assert.match(first.text ?? '', /something needs an admin/);
    assert.match(JSON.stringify(first.attachments), /Broken: Restricted documents.*open to everybody: playbook\.md/);
    assert.equal(second.text, first.text);
  });

  it('tells nobody who lost the role since', async () => {
    const people = [anAgent, max];
    await open({ people, documents: [playbook], houseEveryMs: 5 });
    await house.say('whoami', ownChat(max));
    leak();
    people[1] = { ...max, roles: ['agent'] };

    now = new Date('2026-11-22T08:00:00Z');
    while (!house.logged.some(({ message }) => message === 'the house needs an admin')) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }

    const [line] = house.logged.filter(({ message }) => message === 'the house needs an admin');
    assert.equal((line?.facts as { told?: number }).told, 0);
  });
});
