// Approves a draft, delivers what waits in the outbox, and kills itself at the step named.
import process from 'node:process';
import { type DatabasePlace, openDatabase } from '../../../src/adapters/sql/openDatabase.ts';
import { sqlAuditLog } from '../../../src/adapters/sql/sqlAuditLog.ts';
import { sqlCrm } from '../../../src/adapters/sql/sqlCrm.ts';
import { sqlDrafts } from '../../../src/adapters/sql/sqlDrafts.ts';
import { sqlOutbox } from '../../../src/adapters/sql/sqlOutbox.ts';
import { deliverNotes } from '../../../src/notes/deliverNotes.ts';
import { anApproval } from '../drafts.ts';
import { auditDyingAt, dieAt, outboxDyingAt, type Step } from '../dyingAt.ts';

interface Given {
  place: DatabasePlace;
  step?: Step;
  at: string;
  draftIds: readonly string[];
}

const { place, step, at, draftIds } = JSON.parse(process.argv[2] ?? '') as Given;
const database = await openDatabase(place);
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const drafts = sqlDrafts(database, auditDyingAt(step, sqlAuditLog(database)));
for (const draftId of draftIds) {
  const draft = await drafts.find(draftId);
  dieAt('before-approval', step);
  if (draft?.state === 'draft') await drafts.approve(draft, anApproval(draft));
  dieAt('after-approval', step);
}
const outbox = outboxDyingAt(step, sqlOutbox(database));
const ports = { outbox, crm: sqlCrm(database), clock: { now: () => new Date(at) }, log: silent };
const worker = `process ${process.pid}`;
while ((await deliverNotes(worker, ports)).length > 0);
await database.close();
