import assert from 'node:assert/strict';
import type { Feeling } from '../../src/domain/callNote.ts';
import { BI_VIEWS, type BiView } from '../../src/domain/biViews.ts';
import type { NoteDraft } from '../../src/domain/noteDraft.ts';
import type { Alerts } from '../../src/ports/alerts.ts';
import type { AnswerLog } from '../../src/ports/answerLog.ts';
import type { Drafts } from '../../src/ports/drafts.ts';
import type { GapStore } from '../../src/ports/gapStore.ts';
import type { Insights } from '../../src/ports/insights.ts';
import type { Leases } from '../../src/ports/leases.ts';
import type { PersonalStore } from '../../src/ports/personalData.ts';
import { aDraft, anApproval } from '../support/drafts.ts';
import { anAnswer } from '../support/sampleAnswers.ts';
import { type Open, withStore } from './opened.ts';

/** Figures with the stores they come from. */
export interface OpenedInsights {
  insights: Insights;
  drafts: Drafts;
  leases: Leases;
  answers: AnswerLog;
  alerts: Alerts;
  gaps: GapStore;
  personal: PersonalStore;
}

/** A Monday. */
const START = new Date('2026-11-02T12:00:00Z');
const minutes = (count: number): Date => new Date(START.getTime() + count * 60_000);
const DAY = 24 * 60;

/** What every supplier of Insights must hold. */
export function describeInsights(name: string, open: Open<OpenedInsights>): void {
  withStore(`insights: ${name}`, open, (opened) => {
    /** A call of four minutes whose note is approved two minutes after it. */
    const aCall = async (at: number, over: Partial<NoteDraft> = {}, words = 3): Promise<void> => {
      const { leases, drafts } = opened().store;
      const callId = `call-${at}`;
      const started = { type: 'call.started', callId, at: minutes(at), setting: 'contact-centre' } as const;
      await leases.take({ event: { ...started, direction: 'inbound' }, candidates: [], heardAt: minutes(at) });
      const ended = { type: 'call.ended', callId, at: minutes(at + 4) } as const;
      await leases.take({ event: ended, candidates: [], heardAt: minutes(at + 4) });
      const feel = (feeling: Feeling) => feeling;
      const sentiment = {
        overall: feel('mixed'),
        start: feel('negative'),
        end: feel('neutral'),
        trend: 'improving',
        points: [],
      };
      const note = {
        ...{
          issue: 'x',
          resolution: 'y',
          issues: [],
          actions: [],
          topic: 'quetzal bill',
          disposition: '',
          sentences: [],
        },
        sentiment: { ...sentiment, trend: 'improving' as const },
      };
      const drafted = { note, mode: 'model' as const, warnings: [], checks: [], mandatory: [] };
      const written = { issue: 'quetzal', resolution: '', actions: [], disposition: 'Billing corrected' };
      const content = { customerName: 'Margaret Hale', drafted, written, editDistance: words };
      const draft = aDraft({ draftId: `draft-${at}`, callId, at: minutes(at), content, ...over });
      await drafts.add(draft);
      const approval = anApproval(draft);
      await drafts.approve(draft, { ...approval, entry: { ...approval.entry, at: minutes(at + 6) } });
    };
    const view = async (viewed: BiView): Promise<Record<string, unknown>[]> => {
      const { columns, rows } = await opened().store.insights.view(viewed);
      const named = (row: readonly unknown[]) => row.map((value, at) => [columns[at] ?? '', value] as const);
      return rows.map((row): Record<string, unknown> => Object.fromEntries(named(row)));
    };

    it('takes the figures of approved notes once, and nothing that was said, no agent, no customer', async () => {
      const { insights, drafts, answers } = opened().store;
      await aCall(0);
      await drafts.add(aDraft({ draftId: 'waiting' }));
      const asked = { answerId: 'a', conversationId: 'c', agentId: 'ada', askedAt: START, callId: 'call-0' };
      await answers.save({ ...asked, question: 'q', answer: anAnswer() });

      const collected = [await insights.collect(9), await insights.collect(9)];

      const notes = await insights.notes(START, 9);
      const [{ customerKey = '', topicKey = '', ...note } = {}] = notes;
      assert.deepEqual(collected, [1, 0]);
      assert.deepEqual(note, {
        ...{ calledAt: START, topic: 'Billing corrected', afterCallSeconds: 120 },
        ...{ start: 'negative', end: 'neutral', editWords: 3, answers: 1 },
      });
      assert.ok(customerKey.length > 20 && topicKey.length > 20);
      assert.doesNotMatch(JSON.stringify(notes), /quetzal|ada|C-1001|Hale/);
    });

    it('knows that two notes are of one customer and one topic, and forgets a customer', async () => {
      const { insights, personal } = opened().store;
      await aCall(0);
      await aCall(10);
      await aCall(20, { customerId: 'C-2' });
      await insights.collect(9);

      const notes = await insights.notes(START, 9);
      const found = await personal.find({ customerId: 'C-1001' });
      const forgotten = await personal.forget({ customerId: 'C-1001' }, START);

      assert.deepEqual(
        [new Set(notes.map((one) => one.customerKey)).size, new Set(notes.map((one) => one.topicKey)).size],
        [2, 1],
      );
      assert.deepEqual([found.length, forgotten, (await insights.notes(START, 9)).length], [2, 2, 1]);
    });

    it('says nothing of the work after a call that was approved another day, and forgets what is old', async () => {
      const { insights, drafts } = opened().store;
      await aCall(0);
      await drafts.prune(minutes(-1));
      await insights.collect(9);

      const pruned = [await insights.prune(minutes(5)), await insights.prune(minutes(7))];

      assert.deepEqual(pruned, [0, 1]);
    });

    it('counts calls by day with how long they took', async () => {
      await aCall(0);
      await aCall(5);
      await aCall(DAY);

      assert.deepEqual(await opened().store.insights.callDays(START), [
        { day: '2026-11-02', calls: 2, handled: 2, handlingSeconds: 480 },
        { day: '2026-11-03', calls: 1, handled: 1, handlingSeconds: 240 },
      ]);
    });

    it('has a view for each table of BI, with the columns that are documented', async () => {
      for (const name of Object.keys(BI_VIEWS) as BiView[]) {
        assert.deepEqual(await opened().store.insights.view(name), { columns: BI_VIEWS[name], rows: [] }, name);
      }
    });

    it('shows BI no group of fewer than five', async () => {
      for (let at = 0; at < 4; at += 1) await aCall(at);
      await opened().store.insights.collect(9);
      const few = [await view('bi_calls_by_day'), await view('bi_notes_by_week')];
      await aCall(4);
      await opened().store.insights.collect(9);

      assert.deepEqual(few, [[], []]);
      assert.deepEqual(await view('bi_calls_by_day'), [
        { day: '2026-11-02', direction: 'inbound', calls: 5, handled_calls: 5, handling_seconds: 1200 },
      ]);
      const [{ began_negative, ended_negative, ...notes } = {}] = await view('bi_notes_by_week');
      assert.deepEqual(notes, {
        ...{ week: '2026-11-02', topic: 'Billing corrected', notes: 5, timed_notes: 5, after_call_seconds: 600 },
        ...{ compared_notes: 5, unedited_notes: 0, edit_words: 15, by_model: 5 },
        ...{ began_positive: 0, ended_positive: 0, turned_for_the_better: 5 },
      });
      assert.deepEqual([began_negative, ended_negative], [5, 0]);
      const { insights } = opened().store;
      assert.equal((await insights.view('bi_calls_by_day', minutes(2 * DAY))).rows.length, 0);
    });

    it('tells BI how many customers did not call again on their topic within seven days', async () => {
      for (let at = 0; at < 6; at += 1) await aCall(at, { customerId: `C-${at}` });
      await aCall(3 * DAY, { customerId: 'C-1' });
      await aCall(8 * DAY, { customerId: 'C-2' });
      await opened().store.insights.collect(20);

      const [week, ...others] = await view('bi_first_contact_by_week');

      assert.deepEqual(week, { week: '2026-11-02', with_help: 0, calls: 6, resolved: 5 });
      assert.deepEqual(others, []);
    });

    it('counts alerts without demos, answers and gaps by day', async () => {
      const { alerts, gaps, answers } = opened().store;
      const entry = { at: START, who: 'x', action: 'alert', what: 'x', result: 'done', correlationId: '' } as const;
      const risky = { level: 'warn', score: 0.9, alertTurn: 2, turns: 3, signals: [], queue: 'Billing' } as const;
      for (const [callId, mode] of [
        ['a', 'live'],
        ['b', 'demo'],
        ['c', 'shadow'],
      ] as const) {
        await alerts.raise({ ...risky, callId }, { at: START, mode, places: [], entry });
      }
      await alerts.acknowledge({ callId: 'a', at: minutes(2), entry, agentId: 'sam' });
      for (let at = 0; at < 5; at += 1) {
        const asked = { answerId: `a${at}`, conversationId: 'c', agentId: 'ada', askedAt: START };
        await answers.save({ ...asked, question: 'q', answer: anAnswer(), ...(at === 0 ? { callId: 'x' } : {}) });
      }
      const gap = { gapId: 'g', answerId: 'a0', question: 'q', agentId: 'ada', why: 'flagged', at: START } as const;
      await gaps.save(gap);

      const day = '2026-11-02';
      const kind = { day, level: 'warn', outcome: 'open', queue: 'Billing', alerts: 1 };
      assert.deepEqual(await view('bi_alerts_by_day'), [
        { ...kind, mode: 'live', taken_up: 1, take_up_seconds: 120 },
        { ...kind, mode: 'shadow', taken_up: 0, take_up_seconds: 0 },
      ]);
      assert.deepEqual(await view('bi_answers_by_day'), [{ day, answers: 5, answers_in_calls: 1 }]);
      assert.deepEqual(await view('bi_gaps_by_day'), [{ day, why: 'flagged', gaps: 1, answered: 0 }]);
    });
  });
}
