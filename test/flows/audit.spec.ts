import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { type AuditEntry, type AuditLog, type AuditRow, AuditUnavailable } from '../../src/ports/auditLog.ts';
import { auditSettings } from '../../src/wiring/auditSettings.ts';
import { readConfig } from '../../src/wiring/config.ts';
import { all } from '../contracts/auditLog.ts';
import { aReadDocument } from '../support/documents.ts';
import { anAgent, anInvoke, type House, startHouse } from '../support/house.ts';

const fees = aReadDocument({
  title: 'Fees',
  passages: [{ heading: 'Late payment', units: ['The late payment fee is £7.50.'] }],
});
const rita: Agent = { agentId: randomUUID(), name: 'Rita Novak', roles: ['agent'], groups: [] };

describe('what is written down', () => {
  let house: House;
  beforeEach(async () => {
    house = await startHouse({ documents: [fees], people: [anAgent, rita] });
  });
  afterEach(() => house.close());

  const rows = async (action: AuditRow['action']): Promise<AuditRow[]> =>
    (await all(house.ports.audit.rows(new Date(0)))).filter((row) => row.action === action);

  it('is who asked, in which tenant, where, and what the answer rests on, but no word of it', async () => {
    await house.say('how much is the late payment fee');

    const [row = assert.fail('There is no row.'), ...more] = await rows('question');

    assert.deepEqual(more, []);
    assert.deepEqual(
      [row.who, row.tenantId, row.what, row.result],
      [anAgent.agentId, 'tenant', 'conversation personal-ada', 'answered'],
    );
    assert.deepEqual(row.versions, [fees.passages[0]?.passageId]);
    assert.doesNotMatch(JSON.stringify({ ...row, contentHash: '' }), /late|payment|7\.50/i);
    assert.equal((await house.ports.answers.find(row.correlationId))?.question, 'how much is the late payment fee');
  });

  it('is a question without an answer, and one that is refused', async () => {
    await house.say('zebra crossing penguins');
    await house.say('fee '.repeat(1500));

    assert.deepEqual(
      (await rows('question')).map(({ result }) => result),
      ['no-source'],
    );
    assert.deepEqual(
      (await rows('refusal')).map(({ result, reason }) => [result, reason]),
      [['refused', 'too-long']],
    );
  });

  it('is what the compose box showed', async () => {
    const value = { commandId: 'searchKnowledge', parameters: [{ name: 'query', value: 'late payment' }] };

    await house.post(anInvoke(house.connector.url, 'composeExtension/query', { value }));

    const [row] = await rows('search');
    assert.deepEqual([row?.who, row?.result, row?.versions.length], [anAgent.agentId, 'answered', 1]);
  });

  it('is a source that is opened on its card, and a try at the answer of somebody else', async () => {
    await house.say('how much is the late payment fee');
    const answerId = (await rows('question'))[0]?.correlationId;
    const value = {
      action: { type: 'Action.Execute', verb: 'openSource', data: { verb: 'openSource', answerId, n: 1 } },
    };
    const invoke = anInvoke(house.connector.url, 'adaptiveCard/action', { value });

    await house.post(invoke);
    await house.post({ ...invoke, id: randomUUID(), from: { id: 'rita', name: 'Rita', aadObjectId: rita.agentId } });

    const opened = await rows('source.opened');
    const refused = await rows('refusal');
    assert.deepEqual(
      opened.map(({ who, result, versions }) => [who, result, versions]),
      [[anAgent.agentId, 'done', [fees.passages[0]?.passageId]]],
    );
    assert.deepEqual(
      refused.map(({ who, reason }) => [who, reason]),
      [[rita.agentId, 'not-your-answer']],
    );
  });

  it('is which settings changed since the last start, once, and none of their values', async () => {
    const config = readConfig({ RETENTION_DAYS: '77', COMPANY_NAME: 'Kanarienvogel' });

    await auditSettings(config, house.ports);
    await auditSettings(config, house.ports);
    await auditSettings({ ...config, retentionDays: 5 }, house.ports);

    const changes = (await rows('settings.changed')).map(({ what }) => what);
    assert.equal(changes.length, 3);
    assert.equal(changes[0], 'first start');
    assert.match(changes[1] ?? '', /companyName/);
    assert.equal(changes[2], 'retentionDays');
    // A hash may hold any two figures by chance.
    assert.doesNotMatch(`${changes.join(' ')} ${await house.ports.marks.get('settings-seen')}`, /\b77\b|Kanarienvogel/);
  });

  it('verifies afterwards', async () => {
    await Promise.all([house.say('late payment fee'), house.say('what is the late payment fee')]);

    assert.equal((await house.ports.audit.verify()).firstBad, undefined);
  });
});

describe('what cannot be written down', () => {
  let house: House;
  let refused: AuditEntry[];
  beforeEach(async () => {
    refused = [];
    const broken: AuditLog = {
      write: (entry) => {
        if (entry.action === 'settings.changed' || entry.action === 'checkpoint') return Promise.resolve();
        refused.push(entry);
        return Promise.reject(new AuditUnavailable('The audit log could not be written; nothing was done.'));
      },
      rows: () => assert.fail('Nobody reads.'),
      verify: () => assert.fail('Nobody verifies.'),
      checkpoint: () => Promise.resolve(),
      prune: () => Promise.resolve(0),
    };
    house = await startHouse({ documents: [fees], ports: { audit: broken } });
  });
  afterEach(() => house.close());

  it('is not answered: the person reads calm words and nothing of the documents', async () => {
    const said = await house.say('how much is the late payment fee');

    assert.equal(refused.length, 1);
    assert.doesNotMatch(JSON.stringify(house.connector.messages()), /7\.50/);
    assert.match(said.text ?? '', /[0-9a-f]{8}/);
  });

  it('is not shown in the compose box', async () => {
    const value = { commandId: 'searchKnowledge', parameters: [{ name: 'query', value: 'late payment' }] };

    const { body } = await house.post(anInvoke(house.connector.url, 'composeExtension/query', { value }));

    assert.equal(refused.length, 1);
    assert.doesNotMatch(body, /7\.50|Fees/);
  });
});
