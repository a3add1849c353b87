import assert from 'node:assert/strict';
import type { Agent } from '../../src/domain/agent.ts';
import { AuditUnavailable } from '../../src/ports/auditLog.ts';
import { DirectoryUnavailable } from '../../src/ports/directory.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import type { WireActivity } from '../support/connector.ts';
import { phoneCompany } from '../support/documents.ts';
import { aMessage, anAgent, type House, startHouse } from '../support/house.ts';

const margaret = { customerId: 'C-1001', name: 'Margaret Hale' };
const utterances = [
  { speaker: 'agent', text: 'Good morning, how can I help?' },
  { speaker: 'customer', text: 'My bill is too high, I owe ninety-nine pounds.' },
  { speaker: 'agent', text: 'I have credited eight pounds to your account.' },
  { speaker: 'customer', text: 'Thank you, that is great.' },
];

describe('notes of whoever lost the role', () => {
  let house: House;
  let now: Date;
  let who: Agent | 'away';
  let isAuditAway: boolean;
  beforeEach(async () => {
    now = new Date('2026-11-21T14:02:00Z');
    who = anAgent;
    isAuditAway = false;
    const find = (agentId: string): Promise<Agent | undefined> => {
      if (who === 'away') return Promise.reject(new DirectoryUnavailable('away'));
      return Promise.resolve(agentId === who.agentId ? who : undefined);
    };
    house = await startHouse({
      documents: phoneCompany,
      ports: { directory: { find } },
      clock: { now: () => now },
      environment: { NOTES_LIST_AT: '00:00' },
      callsEveryMs: 30,
    });
    const { write } = house.ports.audit;
    house.ports.audit.write = (entry) => (isAuditAway ? Promise.reject(new AuditUnavailable('No.')) : write(entry));
    await house.ports.customers.save(margaret, 'import');
    await house.say('hi');
    await postEvents(house, aCallStart({ at: now.toISOString(), agentId: anAgent.agentId, customerId: 'C-1001' }));
    await nextWith(/on the line/);
    const ended = { type: 'call.ended', callId: 'call-1', at: now.toISOString(), transcript: { utterances } };
    await postEvents(house, ended);
    await nextWith(/ready to approve/);
  });
  afterEach(() => house.close());

  const nextWith = async (text: RegExp): Promise<WireActivity> => {
    let message = await house.connector.nextMessage();
    while (!text.test(JSON.stringify(message))) message = await house.connector.nextMessage();
    return message;
  };
  const actions = async () => {
    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    return rows.map(({ action, what, reason = '' }) => `${action} ${what} ${reason}`.trim());
  };
  const sentSince = (at: number) => JSON.stringify(house.connector.calls.slice(at).map(({ body }) => body));
  /** Long enough for the house to look for waiting notes several times. */
  const looks = () => new Promise((resolve) => setTimeout(resolve, 250));

  it('answer no question about the call to them, which is written down', async () => {
    who = { ...anAgent, roles: [] };
    await nextWith(/no longer have the role/);

    const at = house.connector.calls.length;
    await house.post(aMessage(house.connector.url, { text: 'what did the customer say about the bill' }));
    await nextWith(/Notes of calls are for/);

    assert.doesNotMatch(sentSince(at), /ninety-nine|My bill/);
    const draftId = (await house.ports.drafts.ofCall('call-1'))?.draftId;
    assert.ok((await actions()).includes(`refusal read note ${draftId} role`));
  });

  it('are not listed for them at the end of the shift', async () => {
    who = { ...anAgent, roles: [] };
    await nextWith(/no longer have the role/);
    const at = house.connector.calls.length;
    now = new Date(now.getTime() + 40 * 60_000);

    await looks();

    assert.doesNotMatch(sentSince(at), /Margaret|bill/);
  });

  it('leave their chat after the wrap-up, with every list of them, and come back with the role', async () => {
    await house.say('notes');
    now = new Date(now.getTime() + 31 * 60_000);
    const at = house.connector.calls.length;
    who = { ...anAgent, roles: [] };

    const gone = [await nextWith(/no longer have the role/), await nextWith(/no longer have the role/)];
    who = anAgent;
    const back = await nextWith(/ready to approve/);

    assert.ok(gone.every(({ attachments }) => attachments === undefined));
    assert.match(JSON.stringify(back), /Margaret Hale/);
    const updated = house.connector.calls
      .slice(at)
      .filter(({ body }) => /no longer have the role/.test(body.text ?? ''));
    assert.equal(new Set(updated.map(({ path }) => path)).size, 2);
  });

  it('stay in their chat while nobody knows who anybody is', async () => {
    now = new Date(now.getTime() + 31 * 60_000);
    await nextWith(/Margaret/);
    const at = house.connector.calls.length;
    who = 'away';

    await looks();
    await looks();

    assert.doesNotMatch(sentSince(at), /no longer have the role/);
  });

  it('are listed at the end of the shift for whoever still has it, each written down before', async () => {
    const before = (await actions()).length;
    now = new Date(now.getTime() + 31 * 60_000);

    const list = await nextWith(/not approved|unapproved|waiting/i);

    assert.match(JSON.stringify(list), /Margaret Hale/);
    const draftId = (await house.ports.drafts.ofCall('call-1'))?.draftId;
    assert.ok((await actions()).slice(before).includes(`customer.viewed note ${draftId}`));
  });

  it('are not listed while it cannot be written down, nor while nobody knows who anybody is', async () => {
    const at = house.connector.calls.length;
    who = 'away';
    now = new Date(now.getTime() + 31 * 60_000);
    await looks();
    isAuditAway = true;
    who = anAgent;

    await looks();

    assert.doesNotMatch(sentSince(at), /Show the note/);
  });
});
