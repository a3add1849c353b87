import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/sql/database.ts';
import { sqlAuditLog } from '../../src/adapters/sql/sqlAuditLog.ts';
import { sqlCrm } from '../../src/adapters/sql/sqlCrm.ts';
import { sqlCustomerStore } from '../../src/adapters/sql/sqlCustomerStore.ts';
import { sqlDrafts } from '../../src/adapters/sql/sqlDrafts.ts';
import { sqlOutbox } from '../../src/adapters/sql/sqlOutbox.ts';
import { deliverNotes } from '../../src/notes/deliverNotes.ts';
import { type Crm, type CrmNote, CrmUnavailable, type NoteOutcome } from '../../src/ports/crm.ts';
import { describeOnDatabases, type FreshDatabase } from '../support/databases.ts';
import { aDraft, anApproval } from '../support/drafts.ts';
import { killApprovals } from '../support/killedApprovals.ts';

const NOON = new Date('2026-11-02T12:00:00Z');
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

describeOnDatabases((name, fresh) => {
  describe(`delivery of approved notes: ${name}`, () => {
    let place: FreshDatabase;
    let database: Database;
    beforeEach(async () => {
      place = await fresh();
      database = await place.open();
      await sqlCustomerStore(database).save({ customerId: 'C-1001', name: 'Margaret Hale' }, 'import');
    });
    afterEach(() => place.remove());

    const approve = async (draftId: string, over: Partial<CrmNote> = {}): Promise<void> => {
      const drafts = sqlDrafts(database, sqlAuditLog(database));
      const draft = aDraft({ draftId, callId: `call of ${draftId}` });
      await drafts.add(draft);
      const approval = anApproval(draft);
      await drafts.approve(draft, { ...approval, note: { ...approval.note, ...over } });
    };
    const portsAt = (at: Date, writeNote: Crm['writeNote'] = sqlCrm(database).writeNote) => ({
      ...{ outbox: sqlOutbox(database), crm: { writeNote }, clock: { now: () => at }, log: silent },
    });
    const afterNoon = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1000);
    const stateOf = (draftId: string) => sqlOutbox(database).find(draftId);
    const failing = (error: Error) => (): Promise<NoteOutcome> => Promise.reject(error);

    it('has each note approved, audited and written once, whatever step a process is killed at', async function () {
      this.timeout(180_000);
      const other = await fresh();

      const outcome = await killApprovals(10, other);

      await other.remove();
      assert.deepEqual(outcome, {
        ...{ killed: 10, approvalsAudited: 10, notesInCrm: 10, waiting: 0, isAuditWhole: true },
      });
    });

    it('writes once when two processes look at the same moment', async () => {
      const written: string[] = [];
      const writeNote = async (note: CrmNote): Promise<NoteOutcome> => {
        written.push(note.noteId);
        return sqlCrm(database).writeNote(note);
      };
      for (const draftId of ['a', 'b', 'c']) await approve(draftId);

      const told = await Promise.all(['one', 'two'].map((worker) => deliverNotes(worker, portsAt(NOON, writeNote))));

      assert.deepEqual(
        [written.sort(), told.flat().sort()],
        [
          ['a', 'b', 'c'],
          ['a', 'b', 'c'],
        ],
      );
    });

    it('waits as long as the CRM asks, then tries again', async () => {
      await approve('a');
      const busy = new CrmUnavailable('It is asked too much.', { status: 429, waitMs: 90_000 });

      const told = await deliverNotes('one', portsAt(NOON, failing(busy)));
      const early = await deliverNotes('one', portsAt(afterNoon(89)));
      const waiting = await stateOf('a');
      const late = await deliverNotes('one', portsAt(afterNoon(91)));

      assert.deepEqual([told, early, late], [['a'], [], ['a']]);
      assert.deepEqual([waiting?.state, waiting?.problem], ['waiting', 'busy']);
      assert.equal((await stateOf('a'))?.state, 'delivered');
    });

    it('says once that it takes longer, and gives up after three days, visibly', async () => {
      await approve('a');
      const away = portsAt(NOON, failing(new CrmUnavailable('It is away.', { status: 503 })));

      const told = [
        await deliverNotes('one', away),
        await deliverNotes('one', { ...away, clock: { now: () => afterNoon(60) } }),
        await deliverNotes('one', { ...away, clock: { now: () => afterNoon(3 * 24 * 3600 + 1) } }),
      ];

      assert.deepEqual(told, [['a'], [], ['a']]);
      const dead = await stateOf('a');
      assert.deepEqual([dead?.state, dead?.problem, dead?.attempts], ['dead', 'away', 3]);
    });

    it('gives a note of somebody the CRM does not know to a person at once', async () => {
      await approve('a', { customerId: 'C-9' });

      await deliverNotes('one', portsAt(NOON));

      const dead = await stateOf('a');
      assert.deepEqual([dead?.state, dead?.problem], ['dead', 'no-customer']);
    });

    it('lets one note’s fault stop no other', async () => {
      for (const draftId of ['a', 'b']) await approve(draftId);
      const writeNote = (note: CrmNote): Promise<NoteOutcome> =>
        note.noteId === 'a' ? Promise.reject(new TypeError('broken')) : sqlCrm(database).writeNote(note);

      const told = await deliverNotes('one', portsAt(NOON, writeNote));

      assert.deepEqual(told, ['a', 'b']);
      assert.deepEqual([(await stateOf('a'))?.state, (await stateOf('b'))?.state], ['waiting', 'delivered']);
    });
  });
});
