import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { DatabasePlace } from '../../src/adapters/sql/openDatabase.ts';
import { sqlAuditLog } from '../../src/adapters/sql/sqlAuditLog.ts';
import { sqlCrm } from '../../src/adapters/sql/sqlCrm.ts';
import { sqlCustomerStore } from '../../src/adapters/sql/sqlCustomerStore.ts';
import { sqlDrafts } from '../../src/adapters/sql/sqlDrafts.ts';
import { sqlOutbox } from '../../src/adapters/sql/sqlOutbox.ts';
import { aDraft } from './drafts.ts';
import type { FreshDatabase } from './databases.ts';
import { STEPS } from './dyingAt.ts';

const NOON = Date.parse('2026-11-02T12:00:00Z');
/** Longer than a note is held by a process that died. */
const BETWEEN_MS = 120_000;
const run = promisify(execFile);
const child = fileURLToPath(new URL('processes/deliverNotes.ts', import.meta.url));

/** What came of approvals whose processes were killed. */
export interface KilledApprovals {
  killed: number;
  approvalsAudited: number;
  notesInCrm: number;
  waiting: number;
  isAuditWhole: boolean;
}

/** Has `rounds` notes approved and delivered by processes killed at every step in turn, then taken up by one more. */
export async function killApprovals(rounds: number, fresh: FreshDatabase): Promise<KilledApprovals> {
  const database = await fresh.open();
  await sqlCustomerStore(database).save({ customerId: 'C-1001', name: 'Margaret Hale' }, 'import');
  const audit = sqlAuditLog(database);
  const { databaseUrl, dataDir } = fresh;
  const place: DatabasePlace = { databaseUrl, dataDir };
  const work = (round: number, given: object): Promise<string> => {
    const at = new Date(NOON + round * BETWEEN_MS);
    return run(process.execPath, [child, JSON.stringify({ place, at, ...given })]).then(
      () => 'done',
      (error: { signal?: string }) => error.signal ?? 'failed',
    );
  };
  const draftIds = Array.from({ length: rounds }, (_, round) => `draft-${round}`);
  let killed = 0;
  for (const [round, draftId] of draftIds.entries()) {
    await sqlDrafts(database, audit).add(aDraft({ draftId, callId: `call ${round}` }));
    const end = await work(round, { step: STEPS[round % STEPS.length], draftIds: [draftId] });
    if (end === 'SIGKILL') killed += 1;
  }
  // The agents tap again where nothing came of their first tap.
  await work(rounds + 10, { draftIds });
  const rows = await Array.fromAsync(audit.rows(new Date(0)));
  return {
    killed,
    approvalsAudited: rows.filter(({ action }) => action === 'approval').length,
    notesInCrm: (await sqlCrm(database).recentContacts('C-1001', 2 * rounds)).length,
    waiting: (await sqlOutbox(database).open(rounds)).length,
    isAuditWhole: (await audit.verify()).firstBad === undefined,
  };
}
