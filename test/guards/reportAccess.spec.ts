import assert from 'node:assert/strict';
import type { Agent } from '../../src/domain/agent.ts';
import { reportAccess } from '../../src/guards/reportAccess.ts';
import type { AuditEntry, AuditRow } from '../../src/ports/auditLog.ts';
import { anEntry } from '../contracts/auditLog.ts';
import { aDocument } from '../support/knowledge.ts';

const NOON = new Date('2026-11-02T12:00:00.123Z');
const quiet = () => undefined;
const people: readonly Agent[] = [
  { agentId: 'rita', name: 'Rita', roles: ['agent'], groups: ['retention-team'] },
  { agentId: 'ada', name: 'Ada', roles: ['agent'], groups: [] },
];
const documents = [
  aDocument({ documentId: 'tariffs' }),
  aDocument({ documentId: 'playbook', groups: ['retention-team'] }),
  aDocument({ documentId: 'board', groups: ['board'] }),
];

const reportOn = (...entries: Partial<AuditEntry>[]) =>
  reportAccess(NOON, {
    audit: {
      rows: async function* () {
        for (const entry of entries) {
          const { content: _content, versions = [], ...row } = anEntry(entry);
          yield { ...row, versions, chainId: 'chain', row: 1 } satisfies AuditRow;
        }
      },
    },
    knowledge: { listDocuments: () => Promise.resolve(documents) },
    directory: { find: (agentId) => Promise.resolve(people.find((one) => one.agentId === agentId)) },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });

describe('the report on access', () => {
  it('tells of each person what they could read and what they used', async () => {
    const { people: found } = await reportOn(
      { who: 'rita', versions: ['playbook-0-abc', 'tariffs-1-abc'] },
      { who: 'rita', action: 'source.opened', result: 'done', versions: ['playbook-0-abc'] },
      { who: 'rita', action: 'customer.viewed', result: 'done', what: 'customer C-1' },
      { who: 'ada', action: 'refusal', result: 'refused', what: 'customer C-2' },
    );

    assert.deepEqual(
      found.map(({ agent, documents: count, restricted, questions, refusals }) => [
        ...[agent.name, count, restricted, questions, refusals],
      ]),
      [
        ['Rita', 2, 1, 1, 0],
        ['Ada', 1, 0, 0, 1],
      ],
    );
    assert.deepEqual(
      found[0]?.read.map(({ id, times }) => [id, times]),
      [
        ['playbook', 2],
        ['tariffs', 1],
      ],
    );
    assert.deepEqual(
      found.map(({ customers }) => customers.map(({ id }) => id)),
      [['C-1'], []],
    );
  });

  it('tells of each restricted document who read it, and who could not any more', async () => {
    const { documents: found } = await reportOn(
      { who: 'rita', versions: ['playbook-0-abc'] },
      { who: 'ada', versions: ['playbook-0-old'] },
    );

    assert.deepEqual(
      found.map(({ document, readers, formerReaders }) => [
        ...[document.documentId, readers.map(({ id }) => id), formerReaders],
      ]),
      [
        ['playbook', ['rita', 'ada'], ['ada']],
        ['board', [], []],
      ],
    );
  });

  it('counts nothing as read that was refused, nor what the house does by itself', async () => {
    const { rows, people: found } = await reportOn(
      { who: 'ada', action: 'source.opened', result: 'refused', versions: ['playbook-0-abc'] },
      { who: 'earpiece', action: 'checkpoint', result: 'done', versions: ['["chain",1,"mac"]'] },
    );

    assert.deepEqual([rows, found.map(({ agent, read }) => [agent.agentId, read])], [2, [['ada', []]]]);
  });
});
