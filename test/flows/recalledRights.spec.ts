import assert from 'node:assert/strict';
import type { Agent } from '../../src/domain/agent.ts';
import { aReadDocument, phoneCompany } from '../support/documents.ts';
import { anAgent, type House, startHouse } from '../support/house.ts';
import { anOutput, type ScriptedModel, scriptedModel, sourceTitled } from '../support/scriptedModel.ts';

const ada: Agent = { ...anAgent, groups: ['retention'] };
const secret = aReadDocument({
  title: 'Retention discounts',
  groups: ['retention'],
  passages: [{ heading: 'Codes', units: ['The secret retention discount code is KESTREL, 40 percent for a year.'] }],
});

describe('what a model is told was said before', () => {
  let house: House;
  let model: ScriptedModel;
  let people: Agent[];
  beforeEach(async () => {
    people = [ada];
    // It repeats whatever it reads of the code, whichever source it names.
    model = scriptedModel((request) => {
      const n = sourceTitled('Retention discounts', request);
      const isTold = /KESTREL/.test(JSON.stringify(request.messages));
      return anOutput(isTold ? 'The code is KESTREL.' : 'The notice period is 14 days.', [Math.max(1, n)]);
    });
    const find = (agentId: string) => Promise.resolve(people.find((one) => one.agentId === agentId));
    house = await startHouse({ documents: [...phoneCompany, secret], model, ports: { directory: { find } } });
    await house.say('hi');
    assert.match((await house.answer('what is the secret retention discount code')).text ?? '', /KESTREL/);
  });
  afterEach(() => house.close());

  const asked = async () => {
    const { text } = await house.answer('and how long is the notice period with it');
    return { text, prompt: JSON.stringify(model.asked.at(-1)?.messages) };
  };

  it('holds what the person may still read', async () => {
    assert.match((await asked()).prompt, /You: The code is KESTREL/);
  });

  it('holds nothing of a document that is gone', async () => {
    await house.ports.knowledge.removeDocuments([secret.document.documentId]);

    const { text, prompt } = await asked();

    assert.doesNotMatch(`${text} ${prompt}`, /KESTREL/);
    assert.match(prompt, /Agent: what is the secret retention discount code/);
  });

  it('holds nothing of a document the person may not read any more', async () => {
    people = [{ ...ada, groups: [] }];

    const { text, prompt } = await asked();

    assert.doesNotMatch(`${text} ${prompt}`, /KESTREL/);
  });
});
