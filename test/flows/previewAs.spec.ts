import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { readPreview } from '../../src/teams/handlers/previewAs.ts';
import { anAgent, type House, startHouse } from '../support/house.ts';
import { aReadDocument } from '../support/knowledge.ts';
import { channelChat, ownChat } from '../support/risingCall.ts';

const max: Agent = { agentId: randomUUID(), name: 'Max Adeyemi', roles: ['admin'], groups: ['leads'] };
const documents = [
  aReadDocument({ documentId: 'notice' }, 'The notice period is 30 days.'),
  aReadDocument({ documentId: 'playbook', groups: ['retention-team'] }, 'Offer 25 percent to who wants to leave.'),
  aReadDocument({ documentId: 'leads', groups: ['leads'] }, 'Team leads may waive the setup fee of 40 pounds.'),
];

describe('preview as a group', () => {
  let house: House;
  beforeEach(async () => {
    house = await startHouse({ people: [anAgent, max], documents });
  });
  afterEach(() => house.close());
  const rows = async () =>
    (await Array.fromAsync(house.ports.audit.rows(new Date(0)))).map(({ who, action, what, result, reason = '' }) => ({
      ...{ who, action, what, result, reason },
    }));

  it('answers an admin with the rights of that group alone, says so on the card, and is written down', async () => {
    const theirs = await house.say('Preview as Retention-Team: what do we offer who wants to leave?', ownChat(max));
    const own = await house.say('preview as retention-team: may the setup fee be waived?', ownChat(max));

    assert.match(theirs.text ?? '', /^Preview: what somebody in retention-team would see/);
    assert.match(JSON.stringify(theirs.attachments), /Preview: what somebody in retention-team.*/);
    assert.match(JSON.stringify(theirs.attachments), /25 percent/);
    assert.doesNotMatch(JSON.stringify(own.attachments), /40 pounds/);
    const what = 'preview as retention-team in conversation personal-max';
    assert.deepEqual(
      (await rows()).filter((row) => row.what === what && row.action !== 'checkpoint').map(({ action }) => action),
      ['preview', 'question', 'preview', 'question'],
    );
  });

  it('never takes a group the house does not know, alone or among others', async () => {
    const foreign = await house.say('preview as board: what do we offer who wants to leave?', ownChat(max));
    const mixed = await house.say('preview as retention-team, board: what do we offer?', ownChat(max));

    assert.match(foreign.text ?? '', /one of these groups or several: leads, retention\\?-team/);
    assert.equal(mixed.text, foreign.text);
    const kept = (await rows()).filter(({ action }) => action === 'refusal' || action === 'preview');
    assert.deepEqual(
      kept.map(({ action, reason }) => [action, reason]),
      [
        ['refusal', 'unknown-group'],
        ['refusal', 'unknown-group'],
      ],
    );
  });

  it('is for admins in their own chat alone', async () => {
    const text = 'preview as retention-team: what do we offer who wants to leave?';

    const agent = await house.say(text);
    const channel = await house.say(text, channelChat('19:any@thread.tacv2', max));

    assert.match(agent.text ?? '', /for admins/);
    assert.match(channel.text ?? '', /your own chat/);
    assert.doesNotMatch(JSON.stringify([agent, channel]), /25 percent/);
  });

  it('reads groups up to the first colon, and leaves other questions alone', () => {
    assert.deepEqual(readPreview('vorschau als A, b ,A: Was gilt: 1 oder 2?'), {
      groups: ['A', 'b'],
      question: 'Was gilt: 1 oder 2?',
    });
    assert.equal(readPreview('a preview as such: nothing'), undefined);
  });
});
