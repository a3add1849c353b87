import type { Database } from '../../src/adapters/sql/database.ts';
import { notesOf } from '../../src/adapters/sql/sqlCrm.ts';
import { sqlAuditLog } from '../../src/adapters/sql/sqlAuditLog.ts';
import { WRITTEN_BY_THE_MODEL } from './failingServices.ts';
import { CUSTOMER } from './notes.ts';
import { countRow, faultRow, type Row } from './report.ts';

const MOST_NOTES = 10_000;

/** What became of every call that ended with a transcript: its draft, its approval, its row in the CRM. */
export async function accountForNotes(
  callIds: readonly string[],
  desks: { taps: number; opened: number },
  database: Database,
): Promise<Row[]> {
  const drafts = await database.read((tables) =>
    tables.selectFrom('drafts').select(['call_id', 'draft_id']).where('origin', '=', 'call').execute(),
  );
  const rows = await database.read((tables) => tables.selectFrom('crm_notes').select('note_id').execute());
  const texts = await notesOf(database, CUSTOMER, MOST_NOTES);
  const approvals = await approvalsIn(database);
  const notes = callIds.map((callId) => {
    const ofCall = drafts.filter(({ call_id: drafted }) => drafted === callId).map(({ draft_id: draftId }) => draftId);
    const count = (ids: readonly string[]): number => ids.filter((id) => ofCall.includes(id)).length;
    return { callId, drafts: ofCall.length, approvals: count(approvals), rows: count(rows.map((row) => row.note_id)) };
  });
  const names = (some: typeof notes) => some.map((one) => JSON.stringify(one));
  const strangers = rows.map((row) => row.note_id).filter((id) => !drafts.some(({ draft_id: known }) => known === id));
  return [
    countRow('calls that ended with a transcript, taken with a 202', notes),
    countRow(
      'of them with one draft note',
      notes.filter((one) => one.drafts === 1),
    ),
    faultRow('without a draft, or with two', names(notes.filter((one) => one.drafts !== 1))),
    countRow(
      'approved on a card, once each by the audit log',
      notes.filter((one) => one.approvals === 1),
    ),
    faultRow('not approved, or twice', names(notes.filter((one) => one.approvals !== 1))),
    { what: 'taps that took, with those that a fault swallowed or a newer text refused', count: desks.taps },
    { what: 'notes approved from the list of waiting ones, because their card had not come', count: desks.opened },
    countRow(
      'in the CRM once',
      notes.filter((one) => one.rows === 1),
    ),
    countRow('of them in the words of the model, the others in those of the rules', texts.filter(isByTheModel)),
    faultRow('not in the CRM, or twice', names(notes.filter((one) => one.rows !== 1))),
    faultRow('rows in the CRM of no call of this run', strangers),
  ];
}

function isByTheModel({ summary }: { summary: string }): boolean {
  return summary.includes(WRITTEN_BY_THE_MODEL);
}

/** The note of every approval in the audit log. */
async function approvalsIn(database: Database): Promise<string[]> {
  const rows = await Array.fromAsync(sqlAuditLog(database).rows(new Date(0)));
  const done = rows.filter(({ action, result }) => action === 'approval' && result === 'done');
  return done.flatMap(({ what }) => /^note (\S+) of customer /.exec(what)?.[1] ?? []);
}
