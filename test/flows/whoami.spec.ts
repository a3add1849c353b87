import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { phoneCompany } from '../support/documents.ts';
import { PLANTED } from '../support/cards.ts';
import { anAgent, type House, startHouse } from '../support/house.ts';

const rita: Agent = { agentId: randomUUID(), name: 'Rita Novak', roles: ['agent'], groups: ['retention-team'] };
const nia: Agent = { agentId: randomUUID(), name: 'Nia Hughes', roles: [], groups: ['retention-team'] };
const mallory: Agent = { agentId: randomUUID(), name: PLANTED, roles: ['agent'], groups: [PLANTED] };

describe('whoami', () => {
  let house: House;
  before(async () => {
    house = await startHouse({ documents: phoneCompany, people: [anAgent, rita, nia, mallory] });
  });
  after(() => house.close());

  const from = (agentId: string) => ({ from: { id: 'user', name: 'x', aadObjectId: agentId } });

  it('tells name, roles, groups, call, filter and number of documents', async () => {
    const documents = phoneCompany.length;

    const message = await house.say('whoami', from(rita.agentId));

    assert.deepEqual(message.text?.split('\n'), [
      '- **Name:** Rita Novak',
      '- **Roles:** agent',
      '- **Groups:** retention-team',
      '- **Call:** none, so no customer’s data',
      '- **What I search for you:** documents that everybody may read, and those for retention-team',
      `- **Documents you can read:** ${documents}, 1 of them restricted`,
    ]);
  });

  it('tells it in German, under each of its names', async () => {
    for (const command of ['Wer bin ich?', 'who am i', '/whoami', 'WHOAMI']) {
      const message = await house.say(command, { ...from(anAgent.agentId), locale: 'de-DE' });

      assert.match(
        message.text ?? '',
        /\*\*Was ich für Sie durchsuche:\*\* Dokumente, die alle lesen dürfen\n/,
        command,
      );
    }
  });

  it('tells somebody nobody knows that they see what everybody sees', async () => {
    const message = await house.say('whoami', from(randomUUID()));

    assert.match(message.text ?? '', /^I do not know you/);
    assert.match(message.text ?? '', /\*\*Roles:\*\* none\n- \*\*Groups:\*\* none/);
  });

  it('gives no group to somebody without a role, and nothing restricted', async () => {
    const message = await house.say('whoami', from(nia.agentId));
    const answer = await house.say('what loyalty discount can i offer', from(nia.agentId));

    assert.match(message.text ?? '', /\*\*Groups:\*\* none/);
    assert.doesNotMatch(JSON.stringify(answer), /Retention playbook/);
  });

  it('tells nobody else who somebody is', async () => {
    const conversation = { id: 'c', conversationType: 'channel', tenantId: 'tenant' };

    const message = await house.say('<at>Earpiece</at> whoami', { ...from(rita.agentId), conversation });

    assert.equal(message.text, 'I say who you are to me in your own chat with me only.');
  });

  it('shows a hostile name as text', async () => {
    const message = await house.say('whoami', from(mallory.agentId));

    assert.match(message.text ?? '', /\\\*\\\*bold\\\*\\\* \\\[x\\\]\(https/);
  });
});
