import assert from 'node:assert/strict';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import { type CardPart, partsOfType, shownTexts } from '../support/cardParts.ts';
import type { WireActivity } from '../support/connector.ts';
import { aReadDocument, phoneCompany } from '../support/documents.ts';
import { anAgent, anInvoke, type House, startHouse } from '../support/house.ts';

const margaret = { customerId: 'C-1001', name: 'Margaret Hale', phone: '+44 7700 900101', plan: 'Unlimited' };
const duties = aReadDocument({
  title: 'Cancelling a contract',
  passages: [
    {
      heading: 'What to say when customers cancel their contract',
      units: ['Must be said: Your number is kept for ninety days after the contract ends.'],
    },
    { heading: 'Every call', units: ['Must be said on every call: This call may be recorded for training.'] },
    { heading: 'Lost phones', units: ['Must be said: Please report a stolen phone to the police.'] },
  ],
});

describe('advice given and sentences that must be said', () => {
  let house: House;
  const now = new Date('2026-11-21T14:02:00Z');
  afterEach(() => house.close());

  const open = async (environment: NodeJS.ProcessEnv = {}): Promise<string> => {
    const documents = [...phoneCompany, duties];
    house = await startHouse({ documents, clock: { now: () => now }, environment, outboxEveryMs: 20 });
    await house.ports.customers.save(margaret, 'import');
    await house.say('hi');
    await postEvents(house, aCallStart({ at: now.toISOString(), agentId: anAgent.agentId, customerId: 'C-1001' }));
    await house.connector.nextMessage();
    const answer = await house.say('what is the notice period for cancelling');
    assert.match(answer.text ?? '', /14 days/);
    return (answer.text ?? '').replace(/\s*\[\d+\]/g, '');
  };
  const nextWith = async (text: RegExp): Promise<WireActivity> => {
    let message = await house.connector.nextMessage();
    while (!text.test(JSON.stringify(message))) message = await house.connector.nextMessage();
    return message;
  };
  const ended = async (said: string): Promise<WireActivity> => {
    const utterances = [
      { speaker: 'agent', text: 'Good morning, this call may be recorded for training. How can I help?' },
      { speaker: 'customer', text: 'I want to cancel my contract, what is the notice period?' },
      { speaker: 'agent', text: said },
      { speaker: 'customer', text: 'All right, thank you.' },
    ];
    await postEvents(house, {
      type: 'call.ended',
      callId: 'call-1',
      at: now.toISOString(),
      transcript: { utterances },
    });
    return nextWith(/ready to approve/);
  };
  const cardOf = (message: WireActivity) =>
    message.attachments?.[0]?.content as unknown as Parameters<typeof partsOfType>[0];
  const approve = async (message: WireActivity, typed: object = {}): Promise<string> => {
    const taps = partsOfType(cardOf(message), 'Action.Execute').map(({ data }: CardPart) => data ?? {});
    const { verb, ...rest } = taps.find((tap) => tap.verb === 'approveNote') ?? {};
    const value = { action: { type: 'Action.Execute', verb, data: { ...rest, ...typed } } };
    await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value }));
    await nextWith(/in the CRM since/);
    return (await house.ports.crm.recentContacts('C-1001', 10))[0]?.summary ?? '';
  };
  const choiceOf = (message: WireActivity) =>
    partsOfType(cardOf(message), 'Input.ChoiceSet').find(
      (part) => (part as { id?: string }).id === 'advice',
    ) as unknown as {
      value: string;
      choices: { value: string }[];
    };

  it('tick what the transcript shows was said, and write it into the CRM', async () => {
    const spoken = await open();
    const message = await ended(spoken);

    const choice = choiceOf(message);
    const written = await approve(message, { advice: choice.value });

    assert.equal(choice.choices.length, 1);
    assert.equal(choice.value, choice.choices[0]?.value);
    assert.match(written, /Advice given:\n- .*14 days/);
  });

  it('do not tick what was shown and not said, which the agent may still tick', async () => {
    await open();
    const message = await ended('Let me see what I can do about that for you.');

    const choice = choiceOf(message);

    assert.equal(choice.value, '');
    assert.doesNotMatch(shownTexts(cardOf(message)).join('\n'), /^Advice given$/m);
    assert.match(await approve(message, { advice: choice.choices[0]?.value }), /Advice given:\n- .*14 days/);
  });

  it('write nothing that was not shown in this call, whatever a client sends', async () => {
    await open();
    const message = await ended('Let me see what I can do about that for you.');

    assert.doesNotMatch(await approve(message, { advice: 'another-answer,<b>free phone</b>' }), /Advice/);
  });

  it('write only the parts that CRM_CAPTURE names', async () => {
    const spoken = await open({ CRM_CAPTURE: 'issue, disposition' });
    const written = await approve(await ended(spoken));

    assert.match(written, /Issue: /);
    assert.doesNotMatch(written, /Advice|Resolution|Mood|To do/);
  });

  it('say of the sentences documents mark whether they were said, with the words, where they matter', async () => {
    await open();

    const texts = shownTexts(cardOf(await ended('It is 14 days. Your number is kept for a while.'))).join('\n');

    assert.match(texts, /Must be said: “This call may be recorded for training\.”, said: “.*may be recorded/);
    assert.match(texts, /Must be said: “Your number is kept for ninety days[^”]*”, (?:not said|unclear)/);
    assert.doesNotMatch(texts, /stolen phone/);
  });
});
