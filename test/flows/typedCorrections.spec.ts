import assert from 'node:assert/strict';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import type { WireActivity } from '../support/connector.ts';
import { anAgent, anInvoke, type House, startHouse } from '../support/house.ts';
import { aNoteOutput, sentencesToJudge, verdicts } from '../support/noteOutputs.ts';
import { scriptedModel } from '../support/scriptedModel.ts';

const margaret = { customerId: 'C-1001', name: 'Margaret Hale' };
const SAID = [
  'Good morning, how can I help?',
  'My bill is eight pounds too high this month.',
  'That was a roaming charge we took by mistake. I have credited eight pounds to your account.',
  'Thank you, that is great.',
];
const AS_VTT = `WEBVTT\n\n${SAID.map(
  (text, at) => `00:00:0${2 * at}.000 --> 00:00:0${2 * at + 1}.000\n<v Speaker ${1 + (at % 2)}>${text}</v>`,
).join('\n\n')}`;
const OWN = 'Bill £8 too high by a roaming charge.';
const OTHER = aNoteOutput({
  issues: [
    {
      issue: { text: 'The customer’s bill is £8 too high this month.', lines: [1] },
      resolution: { text: 'A roaming charge was taken by mistake; £8 is credited.', lines: [2] },
    },
  ],
});

describe('what an agent typed into a note', () => {
  let house: House;
  let gate: PromiseWithResolvers<void>;
  const now = new Date('2026-11-21T14:02:00Z');
  beforeEach(async () => {
    gate = Promise.withResolvers();
    const model = scriptedModel((request) => {
      const sentences = sentencesToJudge(request);
      return sentences > 0 ? { output: verdicts(sentences) } : gate.promise.then(() => ({ output: OTHER }));
    });
    house = await startHouse({ model, clock: { now: () => now }, callsEveryMs: 60_000, outboxEveryMs: 20 });
    await house.ports.customers.save(margaret, 'import');
    await house.say('hi');
    await postEvents(house, aCallStart({ at: now.toISOString(), agentId: anAgent.agentId, customerId: 'C-1001' }));
    await nextWith(/on the line/);
    await postEvents(house, { type: 'call.ended', callId: 'call-1', at: now.toISOString() });
    await nextWith(/has ended/);
  });
  afterEach(() => {
    gate.resolve();
    return house.close();
  });

  const nextWith = async (text: RegExp): Promise<WireActivity> => {
    let message = await house.connector.nextMessage();
    while (!text.test(JSON.stringify(message))) message = await house.connector.nextMessage();
    return message;
  };
  const draft = async () => (await house.ports.drafts.ofCall('call-1')) ?? assert.fail('no draft');
  const paste = async () => {
    await house.say(AS_VTT);
    return draft();
  };
  const press = async (verb: string, typed: object): Promise<string> => {
    const value = { action: { type: 'Action.Execute', verb, data: typed } };
    return (await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value }))).body;
  };
  const pressed = ({ draftId, version, nonce }: { draftId: string; version: number; nonce: string }, over: object) => ({
    ...{ draftId, version, nonce },
    ...over,
  });

  it('stays when the speakers are swapped and when a model writes the note anew after that', async () => {
    const first = await paste();

    const card = await press('swapSpeakers', pressed(first, { issue: OWN }));
    const swapped = await draft();
    gate.resolve();
    await nextWith(/is credited/);

    assert.match(card, /You wrote this yourself; it stays/);
    assert.equal(swapped.content.written.issue, OWN);
    assert.notEqual(swapped.transcript.utterances[0]?.speaker, first.transcript.utterances[0]?.speaker);
    const { written, corrections } = (await draft()).content;
    assert.deepEqual([written.issue, corrections?.unproven], [OWN, []]);
    assert.match(written.resolution, /is credited/);
  });

  it('stays when the agent has the note written as they wish', async () => {
    const first = await paste();
    gate.resolve();
    await nextWith(/is credited/);
    const drafted = await draft();

    await press('redraftNote', pressed(drafted, { actions: 'Agent: Ring her sister\n', wish: 'Shorter' }));
    await nextWith(/Ring her sister/);

    const { written, corrections } = (await draft()).content;
    assert.notDeepEqual(written.actions, first.content.written.actions);
    assert.deepEqual([written.actions, corrections?.unproven], [['Agent: Ring her sister'], ['actions']]);
  });

  it('stays when the agent approves a card that was replaced while they typed, and is read once more', async () => {
    const first = await paste();
    gate.resolve();
    const second = await nextWith(/is credited/);

    const refused = await press(
      'approveNote',
      pressed(first, { issue: OWN, resolution: first.content.written.resolution }),
    );

    assert.match(refused, /has changed since this card was drawn/);
    assert.match(refused, new RegExp(OWN));
    const kept = await draft();
    assert.equal(kept.state, 'draft');
    assert.match(kept.content.written.resolution, /is credited/);
    assert.doesNotMatch(JSON.stringify(second), new RegExp(OWN));
    assert.match(await press('approveNote', pressed(kept, {})), /in the CRM since/);
    const [contact] = await house.ports.crm.recentContacts('C-1001', 10);
    assert.match(contact?.summary ?? '', new RegExp(OWN));
  });

  it('stays when the call is pasted again, and the card says which of it no line shows any more', async () => {
    const first = await paste();
    await press('swapSpeakers', pressed(first, { issue: OWN, resolution: 'Told her to wait for the engineer.' }));

    await house.say(AS_VTT.replaceAll(/roaming|eight/g, 'other'));
    const { content } = await draft();

    assert.equal(content.written.issue, OWN);
    assert.deepEqual(content.corrections?.unproven, ['issue', 'resolution']);
    const card = await press('redraftNote', pressed(await draft(), {}));
    assert.match(card, /You wrote .{0,4}Bill £8 too high by a roaming charge.{0,120}no line of the call shows it/);
  });

  it('gives way to what they type later', async () => {
    const first = await paste();
    await press('swapSpeakers', pressed(first, { issue: OWN }));
    const second = await draft();

    await press('swapSpeakers', pressed(second, { issue: 'Roaming charge by mistake.' }));
    await press('redraftNote', pressed(second, { issue: 'Roaming charge by mistake.', wish: '' }));

    assert.equal((await draft()).content.written.issue, 'Roaming charge by mistake.');
  });

  it('is refused when it is too long, and the note stays as it was', async () => {
    const first = await paste();

    const reply = await press('swapSpeakers', pressed(first, { issue: 'x'.repeat(5000) }));

    assert.match(reply, /too long/);
    assert.equal((await draft()).version, first.version);
  });
});
