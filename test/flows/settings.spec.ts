import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { anAgent, anInvoke, type House, startHouse } from '../support/house.ts';
import { channelChat, ownChat } from '../support/risingCall.ts';

const max: Agent = { agentId: randomUUID(), name: 'Max Adeyemi', roles: ['admin'], groups: [] };
const seen = { version: 0, channels: [] };
/** The form as it stands at first; give what is typed over. */
const typed = (over: object = {}) => ({
  ...{ wrapUpMinutes: '30', retentionDays: '30', dispositions: '', knowledgeOwner: '' },
  ...{ tokensPerPersonDay: '200000', tokensPerCall: '60000', tokensPerDay: '0' },
  ...over,
});

describe('settings in Teams', () => {
  let house: House;
  afterEach(() => house.close());
  const open = async (over: Parameters<typeof startHouse>[0] = {}): Promise<void> => {
    house = await startHouse({ people: [anAgent, max], ...over });
  };
  const invoke = async (name: string, data: object, by = max): Promise<string> =>
    (await house.post(anInvoke(house.connector.url, name, { value: { data }, ...ownChat(by) }))).body;
  const fetch = (by = max): Promise<string> => invoke('task/fetch', { verb: 'openSettings' }, by);
  const save = (form: object, by = max): Promise<string> =>
    invoke('task/submit', { verb: 'saveSettings', seen, ...form }, by);
  const rows = async () => Array.fromAsync(house.ports.audit.rows(new Date(0)));

  it('open for an admin from a card in their chat, with what holds now', async () => {
    await open();

    const card = await house.say('settings', ownChat(max));
    const dialog = await fetch();

    assert.match(JSON.stringify(card.attachments), /"openSettings","msteams":\{"type":"task\/fetch"\}/);
    assert.match(dialog, /"type":"continue".*"id":"wrapUpMinutes".*"value":30/);
  });

  it('hold at once, and are written down with what was and what is', async () => {
    await open();

    const answer = await save(
      typed({ wrapUpMinutes: '12,5', dispositions: 'Größe\nGröße; Complaint', knowledgeOwner: 'me' }),
    );

    const { live, leases, dispositions } = house.ports;
    assert.match(answer, /Saved/);
    assert.equal(leases.wrapUpMs, 12.5 * 60_000);
    assert.deepEqual([dispositions, live.knowledgeOwner], [['Größe', 'Complaint'], max.agentId]);
    const [row] = (await rows()).filter(({ who }) => who === max.agentId);
    assert.match(
      row?.what ?? '',
      /^wrapUpMinutes 30 -> 12\.5, dispositions #[\w-]{12} -> #[\w-]{12}, knowledgeOwner nobody -> /,
    );
    assert.doesNotMatch(JSON.stringify(await rows()), /Größe/);
  });

  it('are refused to everybody else on opening and on saving alike', async () => {
    await open();

    const [opened, saved] = [await fetch(anAgent), await save(typed({ wrapUpMinutes: '480' }), anAgent)];

    assert.match(opened, /"message".*for admins/);
    assert.match(saved, /"message".*for admins/);
    assert.equal(house.ports.leases.wrapUpMs, 30 * 60_000);
    const refused = (await rows()).filter(({ action }) => action === 'refusal').map(({ what }) => what);
    assert.deepEqual(refused, [
      'settings dialog in conversation personal-ada',
      'save settings in conversation personal-ada',
    ]);
  });

  it('name everything that cannot be taken, and take nothing of it', async () => {
    await open();

    const answer = await save(
      typed({ wrapUpMinutes: '481', retentionDays: '1.5', tokensPerDay: { $gt: 1 }, knowledgeOwner: randomUUID() }),
    );

    assert.match(answer, /"continue"/);
    assert.match(answer, /a number from 0 to 480.*a number from 1 to 3650.*from 0 to 1000000000.*Entra object id/s);
    assert.equal(house.ports.live.retentionDays, 30);
  });

  it('are not overwritten by somebody who saw them before another change', async () => {
    await open();
    await save(typed({ wrapUpMinutes: '20' }));

    const stale = await save(typed({ wrapUpMinutes: '5' }));

    assert.match(stale, /Somebody else changed the settings.*"value":20/);
    assert.equal(house.ports.leases.wrapUpMs, 20 * 60_000);
  });

  it('shows as fixed what the environment says, and keeps it whatever a client sends', async () => {
    await open({ environment: { WRAP_UP_MINUTES: '15' } });

    const dialog = await fetch();
    await save(typed({ wrapUpMinutes: '480', retentionDays: '9' }));

    assert.doesNotMatch(dialog, /"id":"wrapUpMinutes"/);
    assert.match(dialog, /Set by the environment, not here/);
    assert.deepEqual([house.ports.leases.wrapUpMs, house.ports.live.retentionDays], [15 * 60_000, 9]);
  });

  it('take channels out of alerts, those that were changed alone', async () => {
    await open();
    for (const id of ['19:a', '19:b']) {
      const value = { action: { type: 'Action.Execute', verb: 'alertsHere', data: {} } };
      await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...channelChat(id, max) }));
    }
    const channels = ['19:a', '19:b', '19:foreign'].map((conversationId) => ({
      conversationId,
      kind: 'first',
      queue: '',
    }));

    await save({
      ...typed(),
      ...{ seen: { version: 0, channels }, 'kind 19:a': 'none', 'kind 19:b': 'first', 'kind 19:foreign': 'second' },
    });

    const kept = await house.ports.alertSubscriptions.list();
    assert.deepEqual(
      kept.map(({ conversationId, kind }) => [conversationId, kind]),
      [['19:b', 'first']],
    );
    assert.ok((await rows()).some(({ what }) => what === 'alerts first -> none 19:a'));
  });
});
