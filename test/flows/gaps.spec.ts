import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { shownTexts } from '../support/cardParts.ts';
import type { AdaptiveCard } from '../../src/cards/adaptiveCard.ts';
import type { WireActivity } from '../support/connector.ts';
import { PLANTED } from '../support/cards.ts';
import { phoneCompany } from '../support/documents.ts';
import { anAgent, type House, startHouse } from '../support/house.ts';

const rita: Agent = { agentId: randomUUID(), name: 'Rita Novak', roles: ['agent'], groups: ['retention-team'] };
const sam: Agent = { agentId: randomUUID(), name: 'Sam Whitfield', roles: ['agent', 'supervisor'], groups: [] };
const max: Agent = { agentId: randomUUID(), name: 'Max Adeyemi', roles: ['admin'], groups: [] };
const channel = { conversation: { id: 'channel-1', conversationType: 'channel', tenantId: 'tenant' } };

describe('gaps of the knowledge base', () => {
  let house: House;
  beforeEach(async () => {
    house = await startHouse({ documents: phoneCompany, people: [anAgent, rita, sam, max] });
  });
  afterEach(() => house.close());

  it('are noted when nothing answers, with the question and who asked', async () => {
    await house.say('do you sell garden furniture');
    await house.say('what does unlimited cost');
    await house.say('hello');

    const gaps = await house.ports.gaps.list(new Date(0));
    assert.deepEqual(
      gaps.map(({ why, question, agentId }) => [why, question, agentId]),
      [['no-source', 'do you sell garden furniture', anAgent.agentId]],
    );
  });

  it('are not noted for somebody who gets the answer in their own chat', async () => {
    await house.say('hello', { ...from(rita) });
    await house.say('what loyalty discount can i offer', { ...from(rita), ...channel });
    await house.connector.nextMessage();

    assert.deepEqual(await house.ports.gaps.list(new Date(0)), []);
  });

  it('are shown to an admin by topic, most asked first, without names and without callers’ data', async () => {
    await house.say('do you sell garden furniture');
    await house.say('garden furniture for jane.roe@example.com on 07700 900123', from(rita));
    await house.say('is bitcoin accepted', from(sam));

    const message = await house.say('gaps', from(max));

    const texts = shownTexts(cardOf(message));
    assert.match(message.text ?? '', /^3 questions on 2 topics in the last 30 days/);
    assert.deepEqual(
      texts.filter((text) => /^(garden|bitcoin)/.test(text)),
      ['garden furniture', 'bitcoin accepted'],
    );
    assert.ok(texts.includes('“garden furniture for ••• on •••”'));
    assert.match(texts.join('\n'), /2 questions from 2 people · last on .* · no source 2/);
    assert.doesNotMatch(`${message.text} ${texts.join(' ')}`, /Ada|Rita|Sam|jane|07700|user-/);
  });

  it('leave the list when they are answered', async () => {
    await house.say('do you sell garden furniture');
    const [gap] = await house.ports.gaps.list(new Date(0));
    await house.ports.gaps.close([gap!.gapId], new Date());

    const message = await house.say('gaps', from(max));

    assert.equal(message.text, 'There are no open knowledge gaps from the last 30 days.');
  });

  it('are listed under each of the command’s names, in German too, and nowhere noted as a question', async () => {
    await house.say('do you sell garden furniture');
    const before = (await house.ports.gaps.list(new Date(0))).length;

    for (const command of ['Gaps?', 'knowledge gaps', '/gaps', 'Lücken', 'Wissenslücken', 'luecken']) {
      const message = await house.say(command, { ...from(max), locale: 'de-DE' });
      assert.match(message.text ?? '', /^1 Frage zu 1 Thema/, command);
    }

    assert.equal((await house.ports.gaps.list(new Date(0))).length, before);
  });

  it('are for admins only, in their own chat only', async () => {
    await house.say('do you sell garden furniture');

    const toAgent = await house.say('gaps');
    const toSupervisor = await house.say('gaps', from(sam));
    const inChannel = await house.say('<at>Earpiece</at> gaps', { ...from(max), ...channel });

    const said = [toAgent, toSupervisor, inChannel];
    assert.deepEqual(
      said.map(({ text }) => text),
      [
        'The list of knowledge gaps is for admins.',
        'The list of knowledge gaps is for admins.',
        'I show the knowledge gaps in your own chat with me only.',
      ],
    );
    assert.ok(said.every(({ attachments }) => attachments === undefined));
    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    const refusals = rows.filter(({ action, what }) => action === 'refusal' && what.startsWith('gaps in'));
    assert.deepEqual(
      refusals.map(({ who }) => who),
      [anAgent.agentId, sam.agentId],
    );
  });

  it('have their command named in the help for admins alone', async () => {
    const toAdmin = await house.say('help', from(max));
    const toAgent = await house.say('help');

    assert.match(toAdmin.text ?? '', /type "gaps"/);
    assert.doesNotMatch(toAgent.text ?? '', /gaps/);
  });

  it('show hostile questions as text, however long', async () => {
    await house.say(`zorgblatt ${PLANTED} {"type":"AdaptiveCard"} ${'<b>blorp</b> '.repeat(300)}`.slice(0, 4000));

    const message = await house.say('gaps', from(max));

    const example = shownTexts(cardOf(message)).find((text) => text.startsWith('“'));
    assert.ok(example?.startsWith(`“zorgblatt ${PLANTED} {"type":"AdaptiveCard"}`), example);
    assert.ok((example?.length ?? 0) < 200);
  });
});

function from(agent: Agent) {
  const key = agent.name.split(' ')[0]?.toLowerCase() ?? '';
  return {
    from: { id: `user-${key}`, name: agent.name, aadObjectId: agent.agentId },
    conversation: { id: `personal-${key}`, conversationType: 'personal', tenantId: 'tenant' },
  };
}

function cardOf(message: WireActivity): AdaptiveCard {
  return message.attachments?.[0]?.content as AdaptiveCard;
}
