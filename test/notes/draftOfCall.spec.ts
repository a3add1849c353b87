import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Transcript } from '../../src/domain/transcript.ts';
import { draftOfCall } from '../../src/notes/draftOfCall.ts';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import { anAgent, type House, startHouse } from '../support/house.ts';

const AT = new Date('2026-11-21T14:02:00Z');
const margaret = { customerId: 'C-1001', name: 'Margaret Hale' };
const TRANSCRIPT: Transcript = {
  utterances: [
    { speaker: 'customer', text: 'My bill is eight pounds too high.' },
    { speaker: 'agent', text: 'I have credited eight pounds to your account.' },
  ],
  warnings: [],
};

describe('the note of a call that is told again', () => {
  let house: House;
  let looks: number;
  beforeEach(async () => {
    looks = 0;
    house = await startHouse({ clock: { now: () => AT } });
    await house.ports.customers.save(margaret, 'import');
    await house.say('hi');
    await postEvents(house, aCallStart({ at: AT.toISOString(), agentId: anAgent.agentId, customerId: 'C-1001' }));
    await house.connector.nextMessage();
  });
  afterEach(() => house.close());

  const told = () =>
    draftOfCall(
      { callId: 'call-1', at: AT, transcript: TRANSCRIPT },
      {
        ...house.ports,
        mandatory: { readableBy: () => Promise.resolve((looks += 1)).then(() => []) },
        onDrafted: () => undefined,
        languageOf: () => Promise.resolve('en'),
      },
    );
  const views = async () =>
    (await Array.fromAsync(house.ports.audit.rows(new Date(0)))).filter(({ action }) => action === 'customer.viewed');

  it('is the one that stands, and nobody’s record or documents are read anew', async () => {
    const first = await told();
    const before = (await views()).length;

    const again = await told();

    assert.ok(typeof first === 'object');
    assert.deepEqual(again, await house.ports.drafts.find(first.draftId));
    assert.deepEqual([looks, (await views()).length], [1, before]);
  });

  it('is none once it was approved', async () => {
    const first = await told();
    assert.ok(typeof first === 'object');
    const { draftId, content, at } = first;
    const note = { noteId: draftId, customerId: 'C-1001', at, agent: 'Ada', subject: 'Bill', text: 'Issue: bill' };
    const entry = { at, who: anAgent.agentId, action: 'approval', what: 'note', result: 'done' } as const;
    const approval = { content, note, entry: { ...entry, correlationId: draftId }, nonce: randomUUID() };
    assert.ok(await house.ports.drafts.approve(first, approval));

    assert.equal(await told(), undefined);
    assert.equal(looks, 1);
  });
});
