import assert from 'node:assert/strict';
import { aCallStart, postEvents } from '../support/callEvents.ts';
import { phoneCompany } from '../support/documents.ts';
import { anAgent, type House, startHouse } from '../support/house.ts';
import { anOutput, type ScriptedModel, scriptedModel, sourceTitled } from '../support/scriptedModel.ts';

const margaret = {
  ...{ customerId: 'C-1001', name: 'Margaret Hale', phone: '+44 7700 900101', email: 'margaret@hale.example' },
  ...{ address: '4 Orchard Row, Leeds LS6 3AB', plan: 'Unlimited', contractEnd: '2026-09-09' },
};
const ASKED =
  'margaret hale (07700 900101, margaret@hale.example, card 4111 1111 1111 1111) wants to cancel, what notice period';
const PRIVATE = /margaret|hale\b|900101|orchard|4111/i;

describe('personal data and the model', () => {
  let house: House;
  let model: ScriptedModel;
  let said: string;
  beforeEach(async () => {
    model = scriptedModel((request) => {
      const name = /\[customer name \d+\]/.exec(JSON.stringify(request.messages))?.[0] ?? 'nobody';
      return anOutput(`${name} can cancel with 14 days of notice.${said}`, [
        sourceTitled('Cancellation policy', request),
      ]);
    });
    said = '';
    house = await startHouse({ documents: phoneCompany, people: [anAgent], model, callsEveryMs: 20 });
    await house.ports.customers.save(margaret, 'import');
    await house.say('hi');
    await postEvents(
      house,
      aCallStart({ at: new Date().toISOString(), agentId: anAgent.agentId, customerId: 'C-1001' }),
    );
    await house.connector.nextMessage();
  });
  afterEach(() => house.close());

  it('never meet: the model reads stand-ins, the agent reads the name', async () => {
    const message = await house.answer(ASKED);

    assert.ok(model.asked.length > 0);
    assert.doesNotMatch(JSON.stringify(model.asked), PRIVATE);
    assert.match(message.text ?? '', /^margaret hale can cancel with 14 days/i);
  });

  it('stay apart when the model makes stand-ins up', async () => {
    said = ' Or ask [customer name 7] at [phone 9].';

    const message = await house.answer(ASKED);

    assert.match(message.text ?? '', /customer name 7.* at .*phone 9/);
  });

  it('are in no log line', async () => {
    await house.answer(ASKED);

    assert.doesNotMatch(JSON.stringify(house.logged), PRIVATE);
  });
});

describe('a model that takes its time', () => {
  let house: House;
  afterEach(() => house.close());

  it('tells nothing of a caller who has been handed over meanwhile', async () => {
    const gate = Promise.withResolvers<void>();
    const model = scriptedModel(() =>
      gate.promise.then(() => anOutput('Her plan is Unlimited and she owes £77.', [1])),
    );
    house = await startHouse({ documents: phoneCompany, people: [anAgent], model, callsEveryMs: 3_600_000 });
    await house.ports.customers.save(margaret, 'import');
    const callId = 'call-9';
    const started = aCallStart({
      callId,
      at: new Date().toISOString(),
      agentId: anAgent.agentId,
      customerId: 'C-1001',
    });
    await postEvents(house, started);
    let first = await house.say('what is the notice period for cancelling');
    while (/on the line/.test(first.text ?? '')) first = await house.connector.nextMessage();

    await postEvents(house, { type: 'agent.left', callId, agentId: anAgent.agentId, at: new Date().toISOString() });
    gate.resolve();
    let last = await house.connector.nextMessage();
    while (/on the line|gone to a colleague|over/.test(last.text ?? '')) last = await house.connector.nextMessage();

    assert.match(first.text ?? '', /14 days/);
    assert.doesNotMatch(JSON.stringify(last), /£77|Unlimited/);
  });
});
