import assert from 'node:assert/strict';
import type { SqlAuditLog } from '../../src/adapters/sql/sqlAuditLog.ts';
import type { AuditEntry } from '../../src/ports/auditLog.ts';
import { silentTelemetry } from '../../src/adapters/embedded/silentTelemetry.ts';
import { tellAudit } from '../../src/wiring/tellAudit.ts';
import { startHouse } from '../support/house.ts';

const refusal: Omit<AuditEntry, 'at'> = {
  who: 'a',
  action: 'refusal',
  what: 'b',
  result: 'refused',
  correlationId: 'c',
};

describe('telling the log what was audited', () => {
  it('names the person and the outcome of a question, and nothing of what was asked', async () => {
    const house = await startHouse();

    await house.say('what does unicorn insurance cost');

    await house.close();
    const lines = house.logged.filter(({ message }) => message === 'audited').map(({ facts }) => facts);
    const question = lines.find((facts) => 'action' in facts && facts.action === 'question')!;
    assert.deepEqual(Object.keys(question).sort(), ['action', 'correlationId', 'reason', 'result', 'who']);
    assert.ok(!JSON.stringify(house.logged).includes('unicorn'));
  });

  it('tells nothing of a row that could not be written', async () => {
    const lines: object[] = [];
    const say = (facts: object): void => void lines.push(facts);
    const log = { debug: say, info: say, warn: say, error: say };
    const full = { write: () => Promise.reject(new Error('the disk is full')) } as Partial<SqlAuditLog> as SqlAuditLog;

    const writing = tellAudit(full, { log, telemetry: silentTelemetry }).write({ ...refusal, at: new Date() });

    await assert.rejects(writing);
    assert.deepEqual(lines, []);
  });
});
