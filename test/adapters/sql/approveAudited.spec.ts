import assert from 'node:assert/strict';
import { sqlAuditLog } from '../../../src/adapters/sql/sqlAuditLog.ts';
import { sqlDrafts } from '../../../src/adapters/sql/sqlDrafts.ts';
import { sqlOutbox } from '../../../src/adapters/sql/sqlOutbox.ts';
import { AuditUnavailable } from '../../../src/ports/auditLog.ts';
import { describeOnDatabases } from '../../support/databases.ts';
import { aDraft, anApproval } from '../../support/drafts.ts';

describeOnDatabases((name, fresh) => {
  it(`approves nothing that cannot be audited: ${name}`, async () => {
    const place = await fresh();
    const database = await place.open();
    const drafts = sqlDrafts(database, sqlAuditLog(database));
    await drafts.add(aDraft());
    await database.write((tables) => tables.schema.alterTable('audit_rows').renameTo('gone').execute());

    await assert.rejects(drafts.approve(aDraft(), anApproval()), AuditUnavailable);

    assert.deepEqual(await drafts.find('draft-1'), aDraft());
    assert.deepEqual(await sqlOutbox(database).open(10), []);
    await place.remove();
  });
});
