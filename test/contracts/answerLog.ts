import assert from 'node:assert/strict';
import type { Answer } from '../../src/domain/answer.ts';
import type { AnswerLog, AnswerRecord } from '../../src/ports/answerLog.ts';
import type { Open, Opened } from './opened.ts';

const NOON = new Date('2026-11-02T12:00:00.123Z');

/** What every supplier of AnswerLog must hold. */
export function describeAnswerLog(name: string, open: Open<AnswerLog>): void {
  describe(`answer log: ${name}`, () => {
    let opened: Opened<AnswerLog>;
    let log: AnswerLog;

    beforeEach(async () => {
      opened = await open();
      log = opened.store;
    });
    afterEach(() => opened.close());

    it('gives back the question and the whole answer', async () => {
      const record = aRecord({ question: 'Wie viel kostet Roaming? \ud83d\ude00', passages: ['roaming-0'] });

      await log.save(record);

      assert.deepEqual(await log.find(record.answerId), record);
      assert.equal(await log.find('unheard-of'), undefined);
    });

    it('finds what one agent was answered in one call', async () => {
      await log.save({ ...aRecord(), callId: 'call-1' });
      await log.save({ ...aRecord(), answerId: 'answer-2', agentId: 'ben', callId: 'call-1' });
      await log.save({ ...aRecord(), answerId: 'answer-3', callId: 'call-2' });

      const found = await log.ofCall('call-1', aRecord().agentId, 10);

      assert.deepEqual(
        found.map(({ answerId }) => answerId),
        ['answer-1'],
      );
    });

    it('finds the answer behind the message that shows it, in that conversation only', async () => {
      await log.save(aRecord());

      const kept = [await log.sentAs('answer-1', 'activity-1'), await log.sentAs('forgotten', 'activity-2')];

      assert.deepEqual(kept, [true, false]);
      assert.equal((await log.findByActivity('chat', 'activity-1'))?.answerId, 'answer-1');
      assert.equal(await log.findByActivity('another chat', 'activity-1'), undefined);
    });

    it('replaces an answer and keeps the message that shows it', async () => {
      await log.save(aRecord({ passages: ['roaming-0'] }));
      await log.sentAs('answer-1', 'activity-1');

      await log.save(aRecord({ spoken: 'Better.', passages: ['roaming-1'] }));

      const found = await log.findByActivity('chat', 'activity-1');
      assert.equal(found?.answer.spoken, 'Better.');
      assert.deepEqual(await log.citedPassages('ada', NOON, 10), ['roaming-1']);
    });

    it('replaces only what is still there: what was forgotten does not come back', async () => {
      await log.save({ ...aRecord(), customerId: 'C-1', callId: 'call-1' });
      await log.sentAs('answer-1', 'activity-1');
      const better = {
        ...aRecord({ spoken: 'Better.', passages: ['roaming-1'] }),
        customerId: 'C-1',
        callId: 'call-1',
      };

      const [here, gone] = [await log.replace(better), await log.replace({ ...better, answerId: 'answer-2' })];

      assert.deepEqual([here, gone], [true, false]);
      assert.deepEqual(await log.find('answer-1'), { ...better, activityId: 'activity-1' });
      assert.equal(await log.find('answer-2'), undefined);
      assert.deepEqual(await log.citedPassages('ada', NOON, 10), ['roaming-1']);
    });

    it('recalls nothing that was refused, or that a model’s guards stopped', async () => {
      const refused = aRecord({ answerId: 'refused', minute: 1 });
      const filtered = aRecord({ answerId: 'filtered', minute: 2 });
      await log.save({ ...refused, answer: { ...refused.answer, outcome: 'refused', reason: 'instruction' } });
      await log.save({ ...filtered, answer: { ...filtered.answer, notices: [{ kind: 'kept', why: 'filtered' }] } });
      await log.save(aRecord({ answerId: 'good', minute: 3, question: 'what does it cost' }));

      const recent = await log.recent('chat', 'ada', NOON, 4);

      assert.deepEqual(
        recent.map(({ question }) => question),
        ['what does it cost'],
      );
    });

    const passages = ['roaming-1'];

    it("recalls the person's own latest questions and what they rest on, oldest first", async () => {
      for (const minute of [1, 2, 3, 4]) {
        await log.save(
          aRecord({ answerId: `at ${minute}`, minute, question: `asked at ${minute}`, spoken: 'Said.', passages }),
        );
      }
      await log.save(aRecord({ answerId: 'by another', agentId: 'ben', minute: 5 }));
      await log.save(aRecord({ answerId: 'elsewhere', conversationId: 'channel', minute: 5 }));

      const recent = await log.recent('chat', 'ada', minutesAfterNoon(2), 2);

      assert.deepEqual(recent, [
        { question: 'asked at 3', spoken: 'Said.', passageIds: ['roaming-1'] },
        { question: 'asked at 4', spoken: 'Said.', passageIds: ['roaming-1'] },
      ]);
    });

    it('recalls what the person had asked in the conversation before a question, oldest first', async () => {
      for (const minute of [1, 2, 3, 4, 5]) {
        await log.save(
          aRecord({ answerId: `at ${minute}`, minute, question: `asked at ${minute}`, spoken: 'Said.', passages }),
        );
      }
      await log.save(aRecord({ answerId: 'by another', agentId: 'ben', minute: 3 }));

      const earlier = await log.earlier(aRecord({ answerId: 'at 4', minute: 4 }), minutesAfterNoon(1), 2);

      assert.deepEqual(earlier, [
        { question: 'asked at 2', spoken: 'Said.', passageIds: ['roaming-1'] },
        { question: 'asked at 3', spoken: 'Said.', passageIds: ['roaming-1'] },
      ]);
    });

    it('tells in which call something was asked', async () => {
      await log.save(aRecord({ answerId: 'in call', minute: 1, callId: 'call-1' }));
      await log.save(aRecord({ answerId: 'later', minute: 2 }));

      const recent = await log.recent('chat', 'ada', NOON, 5);

      assert.deepEqual(
        recent.map(({ callId }) => callId),
        ['call-1', undefined],
      );
      assert.equal((await log.find('in call'))?.callId, 'call-1');
    });

    it('offers nobody a customer’s record as a source', async () => {
      const record = aRecord({ passages: ['roaming-0', 'crm:contract'] });
      const [document, customer] = record.answer.citations;
      const citations = [document!, { ...customer!, origin: 'crm' as const }];

      await log.save({ ...record, answer: { ...record.answer, citations } });

      assert.deepEqual(await log.citedPassages('ada', NOON, 10), ['roaming-0']);
    });

    it("names the person's own latest sources first, then what others cite most", async () => {
      await log.save(aRecord({ answerId: '1', minute: 1, passages: ['own early', 'own late'] }));
      await log.save(aRecord({ answerId: '2', minute: 2, passages: ['own late', 'own late'] }));
      await log.save(aRecord({ answerId: '3', minute: 3, agentId: 'ben', passages: ['popular', 'rare'] }));
      await log.save(aRecord({ answerId: '4', minute: 4, agentId: 'cem', passages: ['popular'] }));
      await log.save(aRecord({ answerId: '0', minute: -1, agentId: 'cem', passages: ['long ago'] }));

      const all = await log.citedPassages('ada', NOON, 10);
      const three = await log.citedPassages('ada', NOON, 3);

      assert.deepEqual(all, ['own late', 'own early', 'popular', 'rare']);
      assert.deepEqual(three, ['own late', 'own early', 'popular']);
    });

    it('forgets what was asked before a day, with its sources', async () => {
      await log.save(aRecord({ answerId: 'old', minute: -1, passages: ['old source'] }));
      await log.save(aRecord({ answerId: 'new', minute: 0, passages: ['new source'] }));

      const forgotten = await log.prune(NOON);

      assert.equal(forgotten, 1);
      assert.equal(await log.find('old'), undefined);
      assert.deepEqual(await log.citedPassages('ada', new Date(0), 10), ['new source']);
    });
  });
}

interface RecordParts extends Partial<Omit<AnswerRecord, 'answer' | 'askedAt'>> {
  /** After noon. */
  minute?: number;
  spoken?: string;
  passages?: string[];
}

function aRecord({ minute = 0, spoken = 'Yes.', passages = [], ...what }: RecordParts = {}): AnswerRecord {
  const answer: Answer = {
    ...{ outcome: 'answered', mode: 'extractive', spoken, text: spoken, lines: [], notices: [], followUps: [] },
    citations: passages.map((passageId, position) => ({
      ...{ n: position + 1, passageId, file: 'roaming.md', title: 'Roaming', snippet: spoken, isRestricted: false },
    })),
  };
  const asked = { answerId: 'answer-1', conversationId: 'chat', agentId: 'ada', question: 'Is roaming included?' };
  return { ...asked, askedAt: minutesAfterNoon(minute), answer, ...what };
}

function minutesAfterNoon(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * 60_000);
}
