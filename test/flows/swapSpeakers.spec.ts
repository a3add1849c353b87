import assert from 'node:assert/strict';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import { aReadDocument } from '../support/documents.ts';
import { anAgent, anInvoke, type House, startHouse } from '../support/house.ts';

const margaret = { customerId: 'C-1001', name: 'Margaret Hale', plan: 'Unlimited', email: 'm.hale@old.example' };
const duties = aReadDocument({
  title: 'Every call',
  passages: [{ units: ['Must be said on every call: This call may be recorded for training.'] }],
});
const lines = (first: string, second: string): string =>
  [
    `${first}: Good morning, this call may be recorded for training. How can I help?`,
    `${second}: My bill is too high and my email is hale@fernbank.example now.`,
    `${first}: I have credited eight pounds to your account.`,
    `${second}: Thank you, that is great.`,
  ].join('\n');
const AS_VTT = `WEBVTT\n\n${lines('Speaker 1', 'Speaker 2')
  .split('\n')
  .map((line, at) => {
    const [speaker = '', text = ''] = line.split(': ');
    return `00:00:0${2 * at}.000 --> 00:00:0${2 * at + 1}.000\n<v ${speaker}>${text}</v>`;
  })
  .join('\n\n')}`;

describe('swapping the speakers of a note', () => {
  let house: House;
  let now: Date;
  beforeEach(async () => {
    now = new Date('2026-11-21T14:02:00Z');
    house = await startHouse({ documents: [duties], clock: { now: () => now } });
    await house.ports.customers.save(margaret, 'import');
    await house.say('hi');
    await postEvents(house, aCallStart({ at: now.toISOString(), agentId: anAgent.agentId, customerId: 'C-1001' }));
    await nextWith(/on the line/);
    await postEvents(house, { type: 'call.ended', callId: 'call-1', at: now.toISOString() });
    await nextWith(/has ended/);
  });
  afterEach(() => house.close());

  const nextWith = async (text: RegExp): Promise<void> => {
    while (!text.test(JSON.stringify(await house.connector.nextMessage())));
  };
  const drafted = async (transcript: string) => {
    await house.say(transcript);
    return (await house.ports.drafts.ofCall('call-1')) ?? assert.fail('no draft');
  };
  const swap = async ({ draftId, version, nonce }: { draftId: string; version: number; nonce: string }) => {
    const value = { action: { type: 'Action.Execute', verb: 'swapSpeakers', data: { draftId, version, nonce } } };
    return (await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value }))).body;
  };
  const audited = async () => (await Array.fromAsync(house.ports.audit.rows(new Date(0)))).length;

  it('reads no record of the customer, days after the call: what was found before still stands', async () => {
    const draft = await drafted(AS_VTT);
    now = new Date(now.getTime() + 3 * 86_400_000);
    await house.ports.customers.save({ ...margaret, email: 'new-secret@new.example' }, 'import');
    const before = await audited();

    const card = await swap(draft);

    assert.match(card, /m\.hale@old\.example/);
    assert.doesNotMatch(card, /new\.example/);
    assert.equal(await audited(), before);
    const { content, transcript } = (await house.ports.drafts.find(draft.draftId)) ?? assert.fail('no draft');
    assert.equal(transcript.utterances[0]?.speaker, draft.transcript.utterances[1]?.speaker);
    assert.deepEqual(content.drafted?.checks, draft.content.drafted?.checks);
  });

  it('still tells which sentences had to be said', async () => {
    const draft = await drafted(AS_VTT);

    assert.match(await swap(draft), /This call may be recorded for training/);
    const after = await house.ports.drafts.find(draft.draftId);
    assert.equal(draft.content.drafted?.mandatory[0]?.state, 'said');
    assert.equal(after?.content.drafted?.mandatory[0]?.state, 'not-said');
  });

  it('changes nothing where they were not guessed, whatever a client sends', async () => {
    const draft = await drafted(lines('Agent', 'Customer'));

    await swap(draft);

    assert.deepEqual((await house.ports.drafts.find(draft.draftId))?.transcript, draft.transcript);
  });
});
