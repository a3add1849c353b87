import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/sql/database.ts';
import { sqlAlerts } from '../../src/adapters/sql/sqlAlerts.ts';
import { sqlAnswerLog } from '../../src/adapters/sql/sqlAnswerLog.ts';
import { sqlAuditLog } from '../../src/adapters/sql/sqlAuditLog.ts';
import { sqlAwaitedFiles } from '../../src/adapters/sql/sqlAwaitedFiles.ts';
import { sqlCrm } from '../../src/adapters/sql/sqlCrm.ts';
import { sqlDrafts } from '../../src/adapters/sql/sqlDrafts.ts';
import { putIntoOutbox } from '../../src/adapters/sql/sqlOutbox.ts';
import { aDraft, anApproval } from '../support/drafts.ts';
import { sqlCustomerStore } from '../../src/adapters/sql/sqlCustomerStore.ts';
import { sqlFeedbackStore } from '../../src/adapters/sql/sqlFeedbackStore.ts';
import { sqlInsights } from '../../src/adapters/sql/sqlInsights.ts';
import { sqlGapStore } from '../../src/adapters/sql/sqlGapStore.ts';
import { sqlLeases } from '../../src/adapters/sql/sqlLeases.ts';
import { sqlPersonalData } from '../../src/adapters/sql/sqlPersonalData.ts';
import { sqlSubscribers } from '../../src/adapters/sql/sqlSubscribers.ts';
import { discloseCustomer, forgetCustomer, type RightsPorts } from '../../src/guards/customerRights.ts';
import { AuditUnavailable } from '../../src/ports/auditLog.ts';
import { describeOnDatabases, type FreshDatabase } from '../support/databases.ts';
import { anAnswer } from '../support/sampleAnswers.ts';

const NOON = new Date('2026-11-02T12:00:00.123Z');
const zoe = { customerId: 'C-1', name: 'Zoë Quill', phone: '+44 20 7946 0011', email: 'zoe@quill.example' };
const request = { customerId: 'C-1', who: 'command line: root', correlationId: 'run-1' };

const EVERYTHING = {
  ...{ feedback: 1, gaps: 2, answers: 6, outbox: 1, drafts: 2 },
  ...{
    'crm notes': 1,
    alerts: 1,
    'awaited files': 1,
    sms: 0,
    calls: 1,
    'note figures': 1,
    subscribers: 2,
    customers: 1,
  },
};

describeOnDatabases((name, fresh) => {
  describe(`a customer's rights over their data: ${name}`, () => {
    let place: FreshDatabase;
    let database: Database;
    let ports: RightsPorts;
    beforeEach(async () => {
      place = await fresh();
      database = await place.open([{ id: 'main', bytes: Buffer.alloc(32, 7) }]);
      ports = {
        customers: sqlCustomerStore(database),
        personal: sqlPersonalData(database),
        audit: sqlAuditLog(database),
        clock: { now: () => NOON },
      };
      await sqlCustomerStore(database).save(zoe, 'import');
      await sqlCustomerStore(database).save({ customerId: 'C-2', name: 'Max Bell' }, 'import');
      for (const customerId of ['C-1', 'C-2']) {
        const note = { customerId, at: NOON, agent: 'ada', subject: 'Refund', text: 'Asked for a refund.' };
        await sqlCrm(database).writeNote({ ...note, noteId: `note of ${customerId}` });
        const callId = `call of ${customerId}`;
        const draft = aDraft({ draftId: `draft of ${customerId}`, callId, customerId, state: 'approved' });
        await sqlDrafts(database, sqlAuditLog(database)).add(draft);
        await database.write(async (tables) => {
          await putIntoOutbox(tables, { draftId: draft.draftId, note: anApproval(draft).note, at: NOON }, database);
        });
        const started = { type: 'call.started', setting: 'contact-centre', direction: 'inbound' } as const;
        const event = { ...started, callId: `call of ${customerId}`, at: NOON };
        await sqlLeases(database, { wrapUpMs: 0 }).take({ event, candidates: [customerId], heardAt: NOON });
        const risky = { level: 'warn', score: 0.99, alertTurn: 1, turns: 2, signals: [], queue: '' } as const;
        const entry = { at: NOON, who: 'earpiece', action: 'alert', what: 'call', result: 'done' } as const;
        await sqlAlerts(database, sqlAuditLog(database)).raise(
          { ...risky, callId: event.callId },
          { at: NOON, mode: 'live', places: [], entry: { ...entry, correlationId: event.callId } },
        );
      }
      for (const callId of ['call of C-1', 'call of C-2']) {
        // Before anybody knew who was calling.
        const { customerId: _unknown, ...early } = aDraft({ draftId: `early draft of ${callId}`, callId });
        await sqlDrafts(database, sqlAuditLog(database)).add(early);
        const file = { callId, kind: 'transcript', address: 'https://calls.example/1', at: NOON, since: NOON } as const;
        await sqlAwaitedFiles(database).add(file);
        await sqlAnswerLog(database).save({
          ...{ answerId: `early answer of ${callId}`, conversationId: 'chat', agentId: 'ada', askedAt: NOON, callId },
          ...{ question: 'can somebody who is ill cancel', answer: anAnswer({ spoken: 'Yes.', text: 'Yes.' }) },
        });
      }
      const line = { language: 'en', isOptedOut: false, isQuiet: false } as const;
      const lines = sqlSubscribers(database);
      await lines.save({ ...line, number: '+442079460011' });
      await lines.save({
        ...line,
        number: '+442079460012',
        other: { number: '+442079460011', consentAt: '2026-03-01' },
      });
      await lines.save({ ...line, number: '+442079460013' });
      await asked('by number', 'what can I offer customer c-1 today');
      await asked('by name', 'does ZOE QUILL pay for roaming');
      await asked('by phone', 'somebody on 020 7946-0011 asks for a refund');
      await asked('in the answer', 'who is that', 'It is zoe@quill.example.');
      await asked('told in the call', 'when does the contract end', 'On 9 September.', 'C-1');
      await asked('about another', 'does Max Bell pay for roaming, C-10 says so');
      const gap = { answerId: 'by name', agentId: 'ada', why: 'no-source', at: NOON } as const;
      await sqlGapStore(database).save({ ...gap, gapId: 'g1', question: 'does zoë  quill pay' });
      const other = { ...gap, answerId: 'about another' };
      await sqlGapStore(database).save({ ...other, gapId: 'g2', question: 'who pays' });
      const told = { ...gap, answerId: 'told in the call' };
      await sqlGapStore(database).save({ ...told, gapId: 'g3', question: 'when does it end' });
      const word = { agentId: 'ada', reaction: 'dislike', at: NOON } as const;
      await sqlFeedbackStore(database).save({ ...word, answerId: 'by phone', reason: 'wrong' });
      await sqlFeedbackStore(database).save({ ...word, answerId: 'about another', reason: 'wrong' });
    });
    beforeEach(() => sqlInsights(database).collect(99));
    afterEach(() => place.remove());

    const asked = (answerId: string, question: string, spoken = 'Yes.', customerId?: string) =>
      sqlAnswerLog(database).save({
        ...{ answerId, conversationId: 'chat', agentId: 'ada', askedAt: NOON, question, customerId },
        answer: anAnswer({ spoken, text: spoken }),
      });
    const counts = (reports: readonly { store: string; rows: number }[]) =>
      Object.fromEntries(reports.map(({ store, rows }) => [store, rows]));

    it('shows everything that names them, in whatever way, and nothing about others', async () => {
      const { stores: reports } = await discloseCustomer(request, ports);

      assert.deepEqual(counts(reports), { ...EVERYTHING, audit: 1 });
      assert.doesNotMatch(JSON.stringify(reports), /Max Bell/);
    });

    it('deletes the same, keeps what is about others, and writes it down', async () => {
      const { stores: reports } = await forgetCustomer(request, ports);

      assert.deepEqual(counts(reports), { ...EVERYTHING, audit: 0 });
      assert.equal((await sqlAnswerLog(database).find('about another'))?.answer.spoken, 'Yes.');
      assert.equal((await sqlCustomerStore(database).find('C-2'))?.name, 'Max Bell');
      assert.deepEqual(counts((await discloseCustomer(request, ports)).stores), {
        ...{
          feedback: 0,
          gaps: 0,
          answers: 0,
          outbox: 0,
          drafts: 0,
          'crm notes': 0,
          alerts: 0,
          'awaited files': 0,
          sms: 0,
          calls: 0,
          'note figures': 0,
        },
        ...{ audit: 3, subscribers: 0, customers: 0 },
      });
      assert.equal((await sqlAuditLog(database).verify()).firstBad, undefined);
    });

    it('deletes and shows nothing while it cannot be written down', async () => {
      const broken = { ...ports.audit, write: () => Promise.reject(new AuditUnavailable('No.')) };

      for (const work of [forgetCustomer, discloseCustomer]) {
        await assert.rejects(() => work(request, { ...ports, audit: broken }), AuditUnavailable);
      }

      assert.equal((await sqlCustomerStore(database).find('C-1'))?.name, 'Zoë Quill');
      assert.notEqual(await sqlAnswerLog(database).find('by name'), undefined);
    });
  });
});
