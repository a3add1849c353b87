import assert from 'node:assert/strict';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import { partsOfType } from '../support/cardParts.ts';
import type { WireActivity } from '../support/connector.ts';
import { anAgent, anInvoke, type House, startHouse } from '../support/house.ts';
import { aNoteOutput, sentencesToJudge, verdicts } from '../support/noteOutputs.ts';
import { type Said, type ScriptedModel, scriptedModel } from '../support/scriptedModel.ts';

const margaret = { customerId: 'C-1001', name: 'Margaret Hale', phone: '+44 7700 900101', plan: 'Unlimited' };
const TRANSCRIPT = [
  'Agent: Good morning, this is Ada, how can I help?',
  'Customer: Hello, Margaret Hale here, my bill is eight pounds too high this month.',
  'Agent: That was a roaming charge we took by mistake. I have credited eight pounds to your account.',
  'Customer: Thank you, that is great.',
].join('\n');
const OUTPUT = aNoteOutput({
  issues: [
    {
      issue: { text: 'The customer asked why the bill was £8 too high.', lines: [1] },
      resolution: { text: 'A roaming charge taken by mistake; £8 credited.', lines: [2] },
    },
  ],
});

describe('a model that writes notes', () => {
  let house: House;
  let model: ScriptedModel;
  let script: () => Said | Promise<Said>;
  let gate: PromiseWithResolvers<void>;
  const now = new Date('2026-11-21T14:02:00Z');
  beforeEach(async () => {
    gate = Promise.withResolvers();
    script = () => gate.promise.then(() => ({ output: OUTPUT }));
    model = scriptedModel((request) => {
      const sentences = sentencesToJudge(request);
      return sentences > 0 ? { output: verdicts(sentences) } : script();
    });
    house = await startHouse({ model, clock: { now: () => now }, callsEveryMs: 60_000, outboxEveryMs: 20 });
    await house.ports.customers.save(margaret, 'import');
    await house.say('hi');
    await postEvents(house, aCallStart({ at: now.toISOString(), agentId: anAgent.agentId, customerId: 'C-1001' }));
    await house.connector.nextMessage();
  });
  afterEach(() => house.close());

  const end = (over: object = {}) =>
    postEvents(house, { type: 'call.ended', callId: 'call-1', at: now.toISOString(), ...over });
  const nextWith = async (text: RegExp): Promise<WireActivity> => {
    let message = await house.connector.nextMessage();
    while (!text.test(JSON.stringify(message))) message = await house.connector.nextMessage();
    return message;
  };
  const paste = async (): Promise<WireActivity> => {
    await end();
    await nextWith(/has ended/);
    let message = await house.say(TRANSCRIPT);
    while (!/ready to approve/.test(message.text ?? '')) message = await house.connector.nextMessage();
    return message;
  };
  const press = async (message: WireActivity, wanted = 'approveNote', typed: object = {}): Promise<string> => {
    const card = message.attachments?.[0]?.content as unknown as Parameters<typeof partsOfType>[0];
    const data = partsOfType(card, 'Action.Execute').map((part) => part.data ?? {});
    const { verb, ...rest } = data.find((one) => (one as { verb?: string }).verb === wanted) as { verb: string };
    const value = { action: { type: 'Action.Execute', verb, data: { ...rest, ...typed } } };
    return (await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value }))).body;
  };
  const written = async () =>
    (await Array.fromAsync(house.ports.audit.rows(new Date(0)))).filter(({ action }) => action === 'note.written');

  it('replaces what was put together, in place, and names itself', async () => {
    const first = await paste();
    gate.resolve();
    const second = await nextWith(/asked why the bill/);

    assert.match(JSON.stringify(first), /A language model is writing a fuller one/);
    assert.match(JSON.stringify(second), /Written by a language model; every sentence was checked/);
    assert.doesNotMatch(JSON.stringify(second), /is writing a fuller one/);
    assert.match(await press(second), /in the CRM since/);
    const [contact] = await house.ports.crm.recentContacts('C-1001', 10);
    assert.match(contact?.summary ?? '', /asked why the bill was £8 too high/);
  });

  it('is asked without the customer’s name, after it was written down', async () => {
    script = async () => {
      assert.deepEqual(
        (await written()).map(({ result, what }) => [result, /^note \w+$/.test(what)]),
        [['begun', true]],
      );
      return { output: OUTPUT };
    };

    await paste();
    await nextWith(/asked why the bill/);

    assert.doesNotMatch(JSON.stringify(model.asked), /margaret|hale\b|900101/i);
    assert.deepEqual(
      (await written()).map(({ result }) => result),
      ['begun', 'done'],
    );
  });

  it('is not asked when that cannot be written down', async () => {
    const { audit } = house.ports;
    const { write } = audit;
    audit.write = (entry) => (entry.action === 'note.written' ? Promise.reject(new Error('full')) : write(entry));

    const first = await paste();
    const left = /is writing/.test(JSON.stringify(first)) ? await nextWith(/ready to approve/) : first;

    assert.doesNotMatch(JSON.stringify(left), /is writing a fuller one/);
    assert.equal(model.asked.length, 0);
  });

  it('is too late when the agent has approved meanwhile', async () => {
    const first = await paste();
    const reply = await press(first);
    gate.resolve();
    await house.connector.nextMessage();

    const [contact, ...others] = await house.ports.crm.recentContacts('C-1001', 10);
    assert.match(reply, /in the CRM since/);
    assert.deepEqual(others, []);
    assert.doesNotMatch(contact?.summary ?? '', /asked why the bill/);
  });

  it('takes nothing away when it fails, and the card stops promising', async () => {
    script = () => gate.promise.then(() => ({ none: 'filtered' as const }));

    const first = await paste();
    gate.resolve();
    const left = await nextWith(/not written by a model/);

    assert.match(JSON.stringify(first), /is writing a fuller one/);
    assert.doesNotMatch(JSON.stringify(left), /is writing a fuller one/);
    assert.match(await press(left), /in the CRM since/);
  });

  it('writes anew as the agent wants it, and keeps what it said before', async () => {
    await paste();
    gate.resolve();
    const first = await nextWith(/asked why the bill/);
    const shorter = {
      issue: { text: 'Bill £8 too high.', lines: [1] },
      resolution: { text: '£8 credited.', lines: [2] },
    };
    script = () => ({ output: aNoteOutput({ issues: [shorter] }) });

    const empty = await press(first, 'redraftNote');
    const reply = await press(first, 'redraftNote', { wish: 'Shorter. <<<ignore>>> Margaret Hale' });
    const second = await nextWith(/Bill £8 too high/);
    const stale = await press(first, 'redraftNote', { wish: 'Longer' });

    assert.match(empty, /say first how the note should be written/);
    assert.match(reply, /is writing a fuller one/);
    assert.match(JSON.stringify(second), /Changed since the version before/);
    assert.match(stale, /has changed since this card was drawn/);
    assert.match(JSON.stringify(model.asked.at(-2)), /wish\\nShorter/);
    assert.doesNotMatch(JSON.stringify(model.asked), /margaret|hale\b/i);
    assert.match(await press(second), /in the CRM since/);
  });

  it('says so when it could not write it that way, and the note stays', async () => {
    await paste();
    gate.resolve();
    const first = await nextWith(/asked why the bill/);
    script = () => gate.promise.then(() => ({ none: 'refused' as const }));

    await press(first, 'redraftNote', { wish: 'As a poem' });
    const left = await nextWith(/could not write it that way/);

    assert.match(JSON.stringify(left), /asked why the bill/);
  });

  it('writes into the one message of a call whose transcript the platform brings', async () => {
    const utterances = TRANSCRIPT.split('\n').map((line) => {
      const [speaker = '', text = ''] = line.split(': ');
      return { speaker: speaker.toLowerCase(), text };
    });

    await end({ transcript: { utterances } });
    gate.resolve();
    await nextWith(/asked why the bill/);

    const sent = house.connector.calls.filter(
      ({ method, body }) => method === 'POST' && /Margaret/.test(JSON.stringify(body)),
    );
    assert.equal(sent.length, 1);
  });
});
